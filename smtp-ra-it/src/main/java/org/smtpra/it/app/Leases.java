package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.smtpra.SmtpConnection;

/** The leases that requests took and did not give back, by the name the test gave them. */
@ApplicationScoped
public class Leases {

  private final Map<String, SmtpConnection> out = new ConcurrentHashMap<>();

  void keep(String name, SmtpConnection lease) {
    out.put(name, lease);
  }

  SmtpConnection get(String name) {
    SmtpConnection lease = out.get(name);
    if (lease == null) {
      throw new IllegalArgumentException("no lease is out under the name " + name);
    }
    return lease;
  }

  SmtpConnection remove(String name) {
    SmtpConnection lease = get(name);
    out.remove(name);
    return lease;
  }
}
