package org.smtpra.ra;

import jakarta.mail.internet.MimeMessage;
import jakarta.resource.Referenceable;
import jakarta.resource.spi.ConnectionManager;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFactoryStatus;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;
import org.smtpra.config.Credentials;
import org.smtpra.config.Secret;
import org.smtpra.delivery.Batch;
import org.smtpra.delivery.FailureReport;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.message.OutgoingMessage;
import org.smtpra.transport.Deadline;

/** The object that applications inject. Every call borrows by {@link Borrowing}. Thread safe. */
public final class SmtpConnectionFactoryImpl implements SmtpConnectionFactory, Referenceable {

  private static final long serialVersionUID = 1L;

  private final transient SmtpManagedConnectionFactory factory;
  private final transient FactoryState state;
  private final transient ConnectionManager manager;
  private @Nullable Reference reference;

  SmtpConnectionFactoryImpl(
      SmtpManagedConnectionFactory factory, FactoryState state, ConnectionManager manager) {
    this.factory = factory;
    this.state = state;
    this.manager = manager;
  }

  @Override
  public SmtpConnection getConnection() throws SmtpSendFailedException {
    return lease(null, Deadline.never(state.nanoTime()));
  }

  @Override
  public SmtpConnection getConnection(String userName, String password)
      throws SmtpSendFailedException {
    Objects.requireNonNull(userName, "userName");
    Objects.requireNonNull(password, "password");
    if (userName.isEmpty()) {
      throw new IllegalArgumentException(
          "userName is empty: name a user, or call getConnection() without arguments");
    }
    Credentials credentials = new Credentials(userName, new Secret(password));
    return lease(new SmtpConnectionRequestInfo(credentials), Deadline.never(state.nanoTime()));
  }

  private SmtpConnectionImpl lease(@Nullable SmtpConnectionRequestInfo request, Deadline limit)
      throws SmtpSendFailedException {
    try {
      return new Borrowing(factory, state, manager).ready(request, limit);
    } catch (SmtpFailure e) {
      throw FailureReport.of(e, 0, "");
    }
  }

  @Override
  public SmtpSendResult send(MimeMessage message) throws SmtpSendFailedException {
    return send(message, SmtpSendOptions.defaults());
  }

  /** The message is rendered before a lease is taken: a broken one costs nobody a session. */
  @Override
  public SmtpSendResult send(MimeMessage message, SmtpSendOptions options)
      throws SmtpSendFailedException {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(options, "options");
    Borrowing borrowing = new Borrowing(factory, state, manager);
    return state.dispatch().send(state.sender().prepare(message, options), borrowing::send);
  }

  @Override
  public SmtpSubmission sendAsync(MimeMessage message) {
    return sendAsync(message, SmtpSendOptions.defaults());
  }

  @Override
  public SmtpSubmission sendAsync(MimeMessage message, SmtpSendOptions options) {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(options, "options");
    Borrowing borrowing = new Borrowing(factory, state, manager);
    return state.submissions().submit(message, options, borrowing::send);
  }

  @Override
  public List<SmtpSendOutcome> sendAll(
      Collection<? extends MimeMessage> messages, SmtpBatchOptions options) {
    Objects.requireNonNull(options, "options");
    List<MimeMessage> copy = BatchMessages.copy(messages);
    int leases = BatchMessages.areDistinct(copy) ? Math.min(options.leases(), copy.size()) : 1;
    Batch batch = new Batch(copy, options, state.sender());
    return new FactoryBatch(state, new Borrowing(factory, state, manager), batch).run(leases - 1);
  }

  @Override
  public MimeMessage createMessage() {
    return new OutgoingMessage(state.mailSession());
  }

  @Override
  public SmtpFactoryStatus status() {
    return state.status();
  }

  @Override
  public void setReference(Reference newReference) {
    reference = newReference;
  }

  @Override
  public Reference getReference() throws NamingException {
    if (reference == null) {
      throw new NamingException("this connection factory is not bound in JNDI");
    }
    return reference;
  }

  /** What was serialized was a reference: the factory that is bound now is what comes back. */
  private Object readResolve() throws ObjectStreamException {
    try {
      return FactoryReference.resolve(reference);
    } catch (NamingException e) {
      InvalidObjectException failure = new InvalidObjectException(e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }
}
