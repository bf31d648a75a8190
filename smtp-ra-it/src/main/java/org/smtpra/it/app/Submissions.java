package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.smtpra.SmtpSubmission;

/** What requests submitted, by the name the test gave it. */
@ApplicationScoped
public class Submissions {

  private final Map<String, Submitted> all = new ConcurrentHashMap<>();

  void keep(String name, Submitted submitted) {
    all.put(name, submitted);
  }

  Submitted get(String name) {
    Submitted submitted = all.get(name);
    if (submitted == null) {
      throw new IllegalArgumentException("nothing was submitted under the name " + name);
    }
    return submitted;
  }

  /**
   * One submission.
   *
   * @param submission what the factory gave
   * @param found what a dependent stage finds in the application's own naming context
   */
  record Submitted(SmtpSubmission submission, CompletionStage<String> found) {}
}
