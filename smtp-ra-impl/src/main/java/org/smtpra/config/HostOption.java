package org.smtpra.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may follow a host of the list. */
enum HostOption {
  PRIORITY("priority", AllowedValues.numbers(0, 1000)),
  WEIGHT("weight", AllowedValues.numbers(1, 1000)),
  SECURITY("security", AllowedValues.oneOf(Security.values())),
  USER_NAME("userName", AllowedValues.text("a user name, without control characters")),
  PASSWORD("password", AllowedValues.text("a password, without control characters")),
  MAX_SESSIONS("maxSessions", AllowedValues.numbers(0, 10_000)),
  RATE_PER_SECOND("ratePerSecond", AllowedValues.decimals(0, 10_000, "0.5")),
  TRUST_STORE_FILE(SmtpProperty.TRUST_STORE_FILE),
  TRUST_STORE_PASSWORD(SmtpProperty.TRUST_STORE_PASSWORD),
  PINNED_CERTIFICATE(
      "pinnedCertificate",
      AllowedValues.text(
          "the SHA-256 fingerprint of the server's certificate, 64 hexadecimal digits with or"
              + " without colons; several separated by spaces")),
  TOKEN_SOURCE(SmtpProperty.TOKEN_SOURCE),
  TOKEN_ENDPOINT(SmtpProperty.TOKEN_ENDPOINT),
  TOKEN_CLIENT_ID(SmtpProperty.TOKEN_CLIENT_ID),
  TOKEN_CLIENT_SECRET(SmtpProperty.TOKEN_CLIENT_SECRET),
  TOKEN_REFRESH_TOKEN(SmtpProperty.TOKEN_REFRESH_TOKEN),
  TOKEN_SCOPE(SmtpProperty.TOKEN_SCOPE),
  TOKEN_FILE(SmtpProperty.TOKEN_FILE);

  private static final Pattern PINS = Pattern.compile("[0-9a-f]{64}( +[0-9a-f]{64})*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

  private final String optionName;

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts, numbers and an immutable list
  private final AllowedValues allowed;

  HostOption(String optionName, AllowedValues allowed) {
    this.optionName = optionName;
    this.allowed = allowed;
  }

  /** The factory's property for this one host. */
  HostOption(SmtpProperty property) {
    this(property.propertyName(), property.allowed());
  }

  /** The option that says for one host what a property says for all. */
  static HostOption of(SmtpProperty property) {
    return named(property.propertyName()).orElseThrow();
  }

  /** Whether it is about as whom to sign in. */
  boolean saysWho() {
    return compareTo(TOKEN_SOURCE) >= 0 || this == USER_NAME || this == PASSWORD;
  }

  boolean isSecret() {
    return this == PASSWORD
        || this == TRUST_STORE_PASSWORD
        || this == TOKEN_CLIENT_SECRET
        || this == TOKEN_REFRESH_TOKEN;
  }

  String optionName() {
    return optionName;
  }

  AllowedValues allowed() {
    return allowed;
  }

  /** The value in the spelling that the records' types read; nothing if it is not allowed. */
  Optional<String> normalise(String value) {
    return switch (this) {
      case PRIORITY, WEIGHT, MAX_SESSIONS ->
          Optional.of(value)
              .filter(text -> NUMBER.matcher(text).matches())
              .filter(text -> allowed.includes(Integer.parseInt(text)));
      case RATE_PER_SECOND -> Optional.of(value).filter(text -> allowed.decimal(text).isPresent());
      case SECURITY -> allowed.word(value);
      case TRUST_STORE_FILE -> ReadableFile.of(value).map(file -> value);
      case PINNED_CERTIFICATE ->
          Optional.of(value.strip().replace(":", "").toLowerCase(Locale.ROOT))
              .filter(text -> PINS.matcher(text).matches());
      case USER_NAME,
          PASSWORD,
          TRUST_STORE_PASSWORD,
          TOKEN_SOURCE,
          TOKEN_ENDPOINT,
          TOKEN_CLIENT_ID,
          TOKEN_CLIENT_SECRET,
          TOKEN_REFRESH_TOKEN,
          TOKEN_SCOPE,
          TOKEN_FILE ->
          Optional.of(value)
              .filter(text -> !text.isEmpty())
              .filter(text -> text.codePoints().noneMatch(Character::isISOControl));
    };
  }

  static Optional<HostOption> named(String name) {
    return Arrays.stream(values())
        .filter(option -> option.optionName.equalsIgnoreCase(name))
        .findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(HostOption::optionName).collect(Collectors.joining(", "));
  }
}
