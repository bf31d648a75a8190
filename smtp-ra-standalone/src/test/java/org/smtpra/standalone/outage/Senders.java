package org.smtpra.standalone.outage;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;

/** Threads that send small mails through a connection factory. */
final class Senders {

  private final SmtpConnectionFactory factory;

  /** Never counted down: a pause is a wait for it. */
  private final CountDownLatch never = new CountDownLatch(1);

  Senders(SmtpConnectionFactory factory) {
    this.factory = factory;
  }

  /** So many sends, so many at once, one straight after the other. */
  Tally batch(int sends, int concurrency) throws Exception {
    List<Callable<Tally.Send>> calls = new ArrayList<>();
    for (int i = 0; i < sends; i++) {
      calls.add(this::send);
    }
    ExecutorService callers = Executors.newFixedThreadPool(concurrency);
    try {
      List<Tally.Send> done = new ArrayList<>();
      for (Future<Tally.Send> send : callers.invokeAll(calls)) {
        done.add(send.get());
      }
      return new Tally(done);
    } finally {
      callers.shutdown();
    }
  }

  /** So many workers for so long, each with a pause behind every send. */
  Tally during(Duration time, int workers, Duration pause) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    Queue<Tally.Send> done = new ConcurrentLinkedQueue<>();
    Callable<Void> worker =
        () -> {
          while (System.nanoTime() - end < 0) {
            done.add(send());
            pause(pause);
          }
          return null;
        };
    ExecutorService callers = Executors.newFixedThreadPool(workers);
    try {
      for (Future<Void> each : callers.invokeAll(java.util.Collections.nCopies(workers, worker))) {
        each.get();
      }
      return new Tally(List.copyOf(done));
    } finally {
      callers.shutdown();
    }
  }

  void pause(Duration time) throws InterruptedException {
    never.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Tally.Send send() throws MessagingException {
    MimeMessage message = factory.createMessage();
    fill(message);
    long began = System.nanoTime();
    try {
      SmtpSendResult result = factory.send(message);
      return new Tally.Send(result.endpointKey(), Optional.empty(), since(began));
    } catch (SmtpSendFailedException e) {
      return new Tally.Send("", Optional.of(e.classification().reason()), since(began));
    }
  }

  static void fill(MimeMessage message) throws MessagingException {
    message.setFrom("shop@example.test");
    message.setRecipients(Message.RecipientType.TO, "anna@example.test");
    message.setSubject("An order");
    message.setText("It is on its way.", "us-ascii");
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
