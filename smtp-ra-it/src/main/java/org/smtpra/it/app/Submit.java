package org.smtpra.it.app;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSubmission;

/**
 * Submits one message under a {@code name}, {@code via} the EJB or the CDI bean. With {@code
 * follow} a dependent stage looks the factory up once more, on the server's managed executor.
 */
@ApplicationScoped
@Named("submit")
public class Submit implements Action {

  @SuppressWarnings("NullAway.Init")
  @Inject
  @Any
  private Instance<Sender> senders;

  @SuppressWarnings("NullAway.Init")
  @Inject
  private Submissions submissions;

  @Override
  public void run(Request request, Answer answer) throws Exception {
    Sender sender = senders.select(new Names(request.text("via", "ejb"))).get();
    SmtpConnectionFactory by = request.has("factory") ? request.factory() : sender.factory();
    SmtpSubmission submission = sender.submit(by, request.letter());
    CompletionStage<String> found =
        request.has("follow")
            ? withOurContext(submission.stage()).thenApplyAsync(result -> find())
            : submission.stage().thenApply(result -> "nobody has looked");
    submissions.keep(request.text("name"), new Submissions.Submitted(submission, found));
    answer.with("submitted", request.text("name"));
  }

  /** A copy whose dependents run on the server's threads, with what this thread has. */
  @SuppressWarnings("BanJNDI") // a constant
  private static <T> CompletionStage<T> withOurContext(CompletionStage<T> stage)
      throws NamingException {
    ManagedExecutorService executor =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    return executor.copy(stage);
  }

  @SuppressWarnings("BanJNDI") // a constant
  private static String find() {
    try {
      Object found = InitialContext.doLookup("java:comp/env/smtp/main");
      return found instanceof SmtpConnectionFactory ? "the factory" : String.valueOf(found);
    } catch (NamingException e) {
      throw new CompletionException(e);
    }
  }
}
