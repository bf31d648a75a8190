package org.smtpra.ra;

import org.jspecify.annotations.Nullable;

/**
 * Makes our class loader the thread's, until it is left, for what a container does on a thread of
 * its own. Whose loader such a thread has is chance: TomEE fills all pools on the thread of the
 * application that was deployed first. Where that one has been undeployed, no logger can be made on
 * the thread, and a class of ours whose initialisation fails there is lost for all other threads.
 */
final class OwnClassLoader {

  private final Thread thread = Thread.currentThread();
  private final @Nullable ClassLoader before = thread.getContextClassLoader();

  private OwnClassLoader() {
    thread.setContextClassLoader(OwnClassLoader.class.getClassLoader());
  }

  static OwnClassLoader enter() {
    return new OwnClassLoader();
  }

  /** Gives the thread back the loader that it had. */
  void leave() {
    thread.setContextClassLoader(before);
  }
}
