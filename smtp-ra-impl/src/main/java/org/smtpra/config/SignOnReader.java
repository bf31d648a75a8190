package org.smtpra.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads as whom to sign in: the factory's own user, and those of hosts. A user has a password or a
 * source of tokens, not both; a host's user that has neither takes the factory's source. In place
 * of both the factory's user may have a certificate or a Kerberos ticket.
 */
final class SignOnReader {

  static final String BOTH_OR_NEITHER = "userName and password together, or neither";

  private static final String ONE_OF_THEM = "password or tokenSource, not both";
  private static final String EXTERNAL = "EXTERNAL";
  private static final List<String> FOR_TOKENS = List.of("OAUTHBEARER", "XOAUTH2");
  private static final List<String> WITHOUT_PASSWORD =
      List.of("OAUTHBEARER", "XOAUTH2", EXTERNAL, KerberosSource.MECHANISM);

  private final PropertyReader properties;
  private @Nullable TokenRules rules;

  SignOnReader(PropertyReader properties) {
    this.properties = properties;
  }

  /** The factory's own user. */
  Optional<Credentials> factory() {
    String userName = properties.text(SmtpProperty.USER_NAME);
    Secret password = properties.secret(SmtpProperty.PASSWORD);
    Optional<TokenConfiguration> token = new TokenReader(ofFactory(), rules()).read();
    if (userName.codePoints().anyMatch(Character::isISOControl)) {
      properties.refuse(SmtpProperty.USER_NAME);
    }
    Optional<KerberosSource> ticket =
        new KerberosReader(properties).read(token.isPresent() || !password.isEmpty());
    if (token.isPresent() && !password.isEmpty()) {
      properties.refuse(SmtpProperty.TOKEN_SOURCE, ONE_OF_THEM);
    } else if (ticket.isPresent()) {
      return Optional.of(Credentials.withTicket(userName, ticket.get()));
    } else if (token.isEmpty() && password.isEmpty() && isExternal()) {
      return Optional.of(new Credentials(userName, password));
    } else if (token.isEmpty() && userName.isEmpty() != password.isEmpty()) {
      properties.refuse(
          userName.isEmpty() ? SmtpProperty.PASSWORD : SmtpProperty.USER_NAME, BOTH_OR_NEITHER);
    }
    if (userName.isEmpty() || (token.isEmpty() && password.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Credentials(userName, password, token, Optional.empty()));
  }

  /** A certificate takes the place of a password, and may name the user too. */
  private boolean isExternal() {
    boolean wanted = properties.words(SmtpProperty.SASL_MECHANISMS).contains(EXTERNAL);
    if (wanted && !properties.isSet(SmtpProperty.KEY_STORE_FILE)) {
      properties.refuse(SmtpProperty.KEY_STORE_FILE, "saslMechanisms EXTERNAL needs a certificate");
    }
    return wanted && properties.isSet(SmtpProperty.KEY_STORE_FILE);
  }

  /** A source of tokens must have a user everywhere, and each user a mechanism. */
  void check(List<String> allowed, List<HostConfiguration> hosts, Optional<Credentials> factory) {
    boolean anonymous = hosts.stream().anyMatch(host -> host.credentials().isEmpty());
    if (anonymous
        && properties.isSet(SmtpProperty.TOKEN_SOURCE)
        && !properties.isSet(SmtpProperty.USER_NAME)) {
      properties.refuse(SmtpProperty.USER_NAME);
    }
    List<Credentials> users =
        Stream.concat(hosts.stream().flatMap(host -> host.credentials().stream()), factory.stream())
            .toList();
    checkMechanisms(allowed, users);
  }

  private void checkMechanisms(List<String> allowed, List<Credentials> users) {
    boolean tokens = users.stream().anyMatch(user -> user.token().isPresent());
    boolean passwords =
        users.stream().anyMatch(user -> user.token().isEmpty() && !user.password().isEmpty());
    if (allowed.isEmpty()) {
      return;
    }
    if (tokens && allowed.stream().noneMatch(FOR_TOKENS::contains)) {
      properties.refuse(
          SmtpProperty.SASL_MECHANISMS, "OAUTHBEARER or XOAUTH2 among them, with tokenSource");
    }
    if (passwords && WITHOUT_PASSWORD.containsAll(allowed)) {
      properties.refuse(
          SmtpProperty.SASL_MECHANISMS, "one that takes a password among them, with password");
    }
  }

  /** A host's own user; the empty one where it has none. */
  Optional<Credentials> ofHost(
      Map<HostOption, String> options, BiConsumer<HostOption, String> refuse) {
    String userName = options.get(HostOption.USER_NAME);
    String password = options.get(HostOption.PASSWORD);
    TokenReader.Settings settings = new OfHost(options, refuse);
    boolean ownToken = TokenReader.hasOwn(settings);
    if (userName == null && (password != null || ownToken)) {
      refuse.accept(
          HostOption.USER_NAME,
          password != null ? BOTH_OR_NEITHER : "userName beside the host's own token settings");
    } else if (userName != null && password != null && ownToken) {
      refuse.accept(HostOption.PASSWORD, ONE_OF_THEM);
    } else if (userName != null && password != null) {
      return Optional.of(new Credentials(userName, new Secret(password)));
    } else if (userName != null) {
      Optional<TokenConfiguration> token = new TokenReader(settings, rules()).read();
      if (token.isEmpty() && !ownToken) {
        refuse.accept(HostOption.PASSWORD, BOTH_OR_NEITHER);
      }
      return token.map(found -> Credentials.withToken(userName, found));
    }
    return Optional.empty();
  }

  private TokenRules rules() {
    TokenRules read = rules;
    if (read == null) {
      read =
          new TokenRules(
              properties.duration(SmtpProperty.TOKEN_TIMEOUT),
              properties.duration(SmtpProperty.TOKEN_REFRESH_MARGIN),
              proxy(),
              properties.readableFile(SmtpProperty.TOKEN_TRUST_STORE_FILE),
              properties.secret(SmtpProperty.TOKEN_TRUST_STORE_PASSWORD));
      rules = read;
    }
    return read;
  }

  private Optional<HttpProxy> proxy() {
    String text = properties.text(SmtpProperty.TOKEN_PROXY);
    Optional<HttpProxy> proxy = text.isEmpty() ? Optional.empty() : HttpProxy.of(text);
    if (!text.isEmpty() && proxy.isEmpty()) {
      properties.refuse(SmtpProperty.TOKEN_PROXY);
    }
    return proxy;
  }

  private TokenReader.Settings ofFactory() {
    return new TokenReader.Settings() {
      @Override
      public String text(SmtpProperty setting) {
        return properties.untrimmed(setting);
      }

      @Override
      public boolean isOwn(SmtpProperty setting) {
        return properties.isSet(setting);
      }

      @Override
      public void refuse(SmtpProperty setting, String allowed) {
        properties.refuse(setting, allowed);
      }
    };
  }

  /** What a host says nothing of comes from the factory. */
  private final class OfHost implements TokenReader.Settings {

    private final Map<HostOption, String> options;
    private final BiConsumer<HostOption, String> refuse;

    OfHost(Map<HostOption, String> options, BiConsumer<HostOption, String> refuse) {
      this.options = options;
      this.refuse = refuse;
    }

    @Override
    public String text(SmtpProperty setting) {
      return options.getOrDefault(HostOption.of(setting), properties.untrimmed(setting));
    }

    @Override
    public boolean isOwn(SmtpProperty setting) {
      return options.containsKey(HostOption.of(setting));
    }

    @Override
    public void refuse(SmtpProperty setting, String allowed) {
      refuse.accept(HostOption.of(setting), allowed);
    }
  }
}
