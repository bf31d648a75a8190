package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.testkit.Stage;

/**
 * To whom a cell of the matrix sends, and on what session.
 *
 * @param reused whether the session has sent a message before
 * @param to the recipients
 * @param policy what a refused recipient means for the others
 * @param tls how the connection is secured
 */
record MatrixSetting(boolean reused, To to, SmtpRecipientPolicy policy, Tls tls) {

  private static final List<String> ADDRESSES =
      List.of("anna@example.org", "bob@example.org", "carl@example.org");

  /** How many recipients there are, and which of them the server refuses. */
  enum To {
    ONE("1 recipient", 1, 0),
    THREE("3 recipients", 3, 0),
    THIRD_REFUSED("3, last refused", 3, 1),
    ALL_REFUSED("3, all refused", 3, 3),
    ONLY_REFUSED("1, refused", 1, 1);

    private final String shown;
    private final int count;
    private final int refused;

    To(String shown, int count, int refused) {
      this.shown = shown;
      this.count = count;
      this.refused = refused;
    }

    int count() {
      return count;
    }

    boolean anyRefused() {
      return refused > 0;
    }

    boolean allRefused() {
      return refused == count;
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  /** What is below SMTP. */
  enum Tls {
    PLAIN("plain"),
    TLS12("TLSv1.2"),
    TLS13("TLSv1.3");

    private final String protocol;

    Tls(String protocol) {
      this.protocol = protocol;
    }

    String protocol() {
      return protocol;
    }

    @Override
    public String toString() {
      return protocol;
    }
  }

  /**
   * The settings for one stage of one mode: every pair of values of two axes is among them, apart
   * from pairs with which the stage is not reached.
   */
  static List<MatrixSetting> pairwise(WireMode mode, Stage stage) {
    List<MatrixSetting> settings = new ArrayList<>();
    List<To> recipients = recipients(mode, stage);
    for (int i = 0; i < recipients.size(); i++) {
      for (int j = 0; j < Tls.values().length; j++) {
        settings.addAll(rows(mode, recipients.get(i), i, j));
      }
    }
    settings.replaceAll(setting -> setting.reaching(mode, stage));
    return settings;
  }

  /**
   * Over the rows of one "to", and over those of one protocol, both values take turns, and apart.
   */
  private static List<MatrixSetting> rows(WireMode mode, To to, int i, int j) {
    Tls tls = Tls.values()[j];
    if (mode != WireMode.FULL) {
      boolean reused = (i / 2 + j) % 2 == 1;
      return List.of(new MatrixSetting(reused, to, policy((i + j) % 2 == 1), tls));
    }
    return List.of(
        new MatrixSetting(j % 2 == 1, to, policy(false), tls),
        new MatrixSetting(j % 2 == 0, to, policy(true), tls));
  }

  /** Where a refused recipient would end the transaction before the stage, it must not. */
  private MatrixSetting reaching(WireMode mode, Stage stage) {
    return to == To.THIRD_REFUSED && !mode.reachesInSpiteOfARefusal(stage)
        ? new MatrixSetting(reused, to, SmtpRecipientPolicy.SEND_TO_ACCEPTED, tls)
        : this;
  }

  private static SmtpRecipientPolicy policy(boolean sendToAccepted) {
    return sendToAccepted
        ? SmtpRecipientPolicy.SEND_TO_ACCEPTED
        : SmtpRecipientPolicy.ALL_OR_NOTHING;
  }

  /** Whoever can be sent to when the stage is to be reached. */
  private static List<To> recipients(WireMode mode, Stage stage) {
    if (mode == WireMode.FULL) {
      // One recipient is what FULL is limited to.
      return List.of(stage == Stage.EHLO ? To.ONLY_REFUSED : To.ONE);
    }
    return switch (stage) {
      case MAIL -> List.of(To.ONE, To.THREE, To.THIRD_REFUSED, To.ALL_REFUSED);
      case DATA ->
          mode.mayJoin()
              ? List.of(To.ONE, To.THREE, To.THIRD_REFUSED, To.ALL_REFUSED)
              : List.of(To.ONE, To.THREE, To.THIRD_REFUSED);
      case RSET -> List.of(To.ALL_REFUSED, To.ONLY_REFUSED);
      default -> List.of(To.ONE, To.THREE, To.THIRD_REFUSED);
    };
  }

  List<String> recipients() {
    return ADDRESSES.subList(0, to.count);
  }

  /** The last ones of the recipients, which the server does not know. */
  List<String> refused() {
    return ADDRESSES.subList(to.count - to.refused, to.count);
  }

  Envelope envelope() {
    String[] addresses = recipients().toArray(String[]::new);
    return refusalDecides() ? TestMessage.to(addresses) : TestMessage.toAccepted(addresses);
  }

  /** Whether a refused recipient ends the transaction. */
  boolean refusalDecides() {
    return policy == SmtpRecipientPolicy.ALL_OR_NOTHING;
  }

  boolean dataMayJoin() {
    return to.count == 1 || !refusalDecides();
  }

  @Override
  public String toString() {
    return (reused ? "reused" : "fresh") + ", " + to + ", " + policy + ", " + tls;
  }
}
