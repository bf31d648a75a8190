package org.smtpra.it.app;

/** One thing that a test asks the application to do; CDI finds it by its bean name. */
public interface Action {

  /** Does it; whatever it throws becomes part of the answer. */
  void run(Request request, Answer answer) throws Exception;
}
