package org.smtpra.standalone.chaos;

import java.util.Map;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.chaos.ChaosSubject;
import org.smtpra.testkit.chaos.FactorySubject;
import org.smtpra.testkit.chaos.NewThreads;

/** Opens the stand-alone pool for the chaos checker. */
final class PoolSubjects {

  private PoolSubjects() {}

  static ChaosSubject open(Map<String, String> properties) {
    NewThreads threads = new NewThreads();
    SmtpPool pool = SmtpPool.open(properties);
    return new FactorySubject(pool.factory(), threads, pool::close);
  }
}
