package org.smtpra.testkit.chaos.order;

/** Who signs in during a chaos run. */
public enum ChaosUser {
  /** The connection factory's own user. */
  CLERK("clerk", "clerk's secret"),
  /** Names a password of her own for each lease. */
  ANNA("anna", "anna's secret"),
  /** As Anna. */
  BERT("bert", "bert's secret"),
  /** Has a password that no server takes. */
  MALLORY("mallory", "not mallory's secret");

  private final String userName;
  private final String password;

  ChaosUser(String userName, String password) {
    this.userName = userName + "@" + MailOrder.DOMAIN;
    this.password = password;
  }

  /** The name to sign in with. */
  public String userName() {
    return userName;
  }

  /** The password the user says, right or wrong. */
  public String saidPassword() {
    return password;
  }

  /** The password that servers take. */
  public String truePassword() {
    return this == MALLORY ? "mallory's secret" : password;
  }
}
