package org.smtpra.testkit.chaos.order;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.RecipientOutcome;
import org.smtpra.testkit.chaos.order.CallOutcome.CallTime;
import org.smtpra.testkit.chaos.order.CallOutcome.Failure;

/** Takes outcomes from the process that made the call to the one that judges. */
public final class OutcomeOctets {

  private OutcomeOctets() {}

  /** An outcome without what Java cannot serialize. */
  private record Form(
      int number,
      @Nullable Failure failure,
      boolean counted,
      String endpointKey,
      ArrayList<RecipientOutcome> recipients,
      CallTime time)
      implements Serializable {

    static Form of(CallOutcome outcome) {
      return new Form(
          outcome.number(),
          outcome.failure().orElse(null),
          outcome.counted(),
          outcome.endpointKey(),
          new ArrayList<>(outcome.recipients()),
          outcome.time());
    }

    CallOutcome outcome() {
      return new CallOutcome(
          number,
          Optional.ofNullable(failure),
          counted,
          endpointKey,
          List.copyOf(recipients),
          time);
    }
  }

  /** The octets of an outcome. */
  public static byte[] write(CallOutcome outcome) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(Form.of(outcome));
    }
    return octets.toByteArray();
  }

  /** The outcome of these octets. */
  public static CallOutcome read(byte[] octets) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets))) {
      return ((Form) in.readObject()).outcome();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
