package org.smtpra.session;

/** Hears what the server has already said, before a failed write is blamed on the network. */
interface LastWords {
  void hear();
}
