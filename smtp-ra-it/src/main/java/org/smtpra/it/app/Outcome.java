package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Tells what came of the submission of this {@code name}; first calls it off where asked to. */
@ApplicationScoped
@Named("outcome")
public class Outcome implements Action {

  private static final long PATIENCE_SECONDS = 60;

  @SuppressWarnings("NullAway.Init")
  @Inject
  private Submissions submissions;

  @Override
  public void run(Request request, Answer answer) throws Exception {
    Submissions.Submitted submitted = submissions.get(request.text("name"));
    if (request.has("cancel")) {
      answer.with("cancelled", submitted.submission().cancel());
    }
    try {
      answer.with(
          submitted
              .submission()
              .stage()
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      answer.with(
          "found", submitted.found().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      answer.with(Objects.requireNonNullElse(e.getCause(), e));
    }
  }
}
