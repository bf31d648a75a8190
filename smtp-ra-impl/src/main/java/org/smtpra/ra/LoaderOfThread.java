package org.smtpra.ra;

import org.jspecify.annotations.Nullable;

/**
 * Another context class loader for the thread, until it is left: ours, for what a container does on
 * a thread of its own. Whose loader such a thread has is chance: TomEE fills all pools on the
 * thread of the application that was deployed first. Where that one has been undeployed, no logger
 * can be made on the thread, and a class of ours whose initialisation fails there is lost for all
 * other threads.
 */
final class LoaderOfThread {

  private final Thread thread = Thread.currentThread();
  private final @Nullable ClassLoader before = thread.getContextClassLoader();

  private LoaderOfThread(ClassLoader loader) {
    thread.setContextClassLoader(loader);
  }

  static LoaderOfThread ours() {
    return new LoaderOfThread(LoaderOfThread.class.getClassLoader());
  }

  /** For threads that are made meanwhile, and may be kept for longer than our archive. */
  static LoaderOfThread ofTheSystem() {
    return new LoaderOfThread(ClassLoader.getSystemClassLoader());
  }

  /** Gives the thread back the loader that it had. */
  void leave() {
    thread.setContextClassLoader(before);
  }
}
