package org.smtpra.demo;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** The mailboxes in GreenMail's memory, made when the first mail comes. Thread safe. */
final class MailboxStore {

  private final GreenMail greenMail;
  private final String password;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, GreenMailUser> users = new TreeMap<>();

  MailboxStore(GreenMail greenMail, String password) {
    this.greenMail = greenMail;
    this.password = password;
  }

  /** Stores a copy under the trace fields. */
  void add(String recipient, String trace, byte[] octets) {
    InputStream copy =
        new SequenceInputStream(
            new ByteArrayInputStream(trace.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayInputStream(octets));
    lock.lock();
    try {
      user(recipient.toLowerCase(Locale.ROOT)).deliver(GreenMailUtil.newMimeMessage(copy));
    } finally {
      lock.unlock();
    }
  }

  private GreenMailUser user(String mailbox) {
    return users.computeIfAbsent(mailbox, missing -> greenMail.setUser(mailbox, mailbox, password));
  }

  /** The names of all mailboxes. */
  List<String> mailboxes() {
    lock.lock();
    try {
      return List.copyOf(users.keySet());
    } finally {
      lock.unlock();
    }
  }
}
