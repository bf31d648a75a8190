package org.smtpra.config;

import java.time.Duration;
import org.smtpra.SmtpRecipientPolicy;

/** Every property of a connection factory: the one table behind ra.xml, the parser and the docs. */
public enum SmtpProperty {
  /** {@code hosts}. */
  HOSTS(
      "hosts",
      Kind.TEXT,
      "",
      AllowedValues.text(HostEntry.GRAMMAR + ", several separated by commas"),
      "The SMTP servers, separated by commas: host[:port][;priority=0][;weight=1][;security=..]"
          + "[;userName=..][;password=..][;maxSessions=0][;ratePerSecond=0]. A backslash escapes a comma, semicolon, backslash or"
          + " space inside a value; set hosts or host."),
  /** {@code host}. */
  HOST(
      "host",
      Kind.TEXT,
      "",
      AllowedValues.text("one host name or IP address; a list, ports and options go into hosts"),
      "The SMTP server, if there is only one: a host name or IP address. Ignored, with a warning,"
          + " when hosts is set."),
  /** {@code port}. */
  PORT(
      "port",
      Kind.INTEGER,
      "",
      AllowedValues.numbers(1, 65535),
      "The TCP port of host, and of each entry of hosts that names none. Default: 465 with security"
          + " TLS, else 587."),
  /** {@code userName}. */
  USER_NAME(
      "userName",
      Kind.TEXT,
      "",
      AllowedValues.text(
          "a user name without control characters, together with password or tokenSource"),
      "The user to authenticate as, on every host that has no user of its own; needs password or"
          + " tokenSource. Default: no authentication."),
  /** {@code password}. */
  PASSWORD(
      "password",
      Kind.SECRET,
      "",
      AllowedValues.text("a text without control characters, together with userName"),
      "The password of userName; never logged or shown."),
  /** {@code security}. */
  SECURITY(
      "security",
      Kind.CHOICE,
      Security.STARTTLS.name(),
      AllowedValues.oneOf(Security.values()),
      "NONE (plain text), STARTTLS_WHEN_AVAILABLE, STARTTLS (required) or TLS (from the first"
          + " octet). Default STARTTLS; an entry of hosts may say otherwise."),
  /** {@code connectTimeout}. */
  CONNECT_TIMEOUT(
      "connectTimeout",
      Kind.DURATION,
      "15s",
      Limits.POSITIVE_DURATION,
      "The longest time for name resolution, TCP and TLS together, such as 500ms or 15s. Default"
          + " 15s, at least 1ms."),
  /** {@code greetingTimeout}. */
  GREETING_TIMEOUT(
      "greetingTimeout",
      Kind.DURATION,
      "60s",
      Limits.POSITIVE_DURATION,
      "The longest wait for the server's greeting, such as 60s. Default 60s, at least 1ms; some"
          + " servers delay their greeting on purpose."),
  /** {@code authenticateTimeout}. */
  AUTHENTICATE_TIMEOUT(
      "authenticateTimeout",
      Kind.DURATION,
      "15s",
      Limits.POSITIVE_DURATION,
      "The longest time for authentication, such as 15s. Default 15s, at least 1ms."),
  /** {@code sendTimeout}. */
  SEND_TIMEOUT(
      "sendTimeout",
      Kind.DURATION,
      "30s",
      Limits.POSITIVE_DURATION,
      "The longest wait for the reply to one command, such as 30s. Default 30s, at least 1ms; the"
          + " reply to the content has finalReplyTimeout."),
  /** {@code finalReplyTimeout}. */
  FINAL_REPLY_TIMEOUT(
      "finalReplyTimeout",
      Kind.DURATION,
      "10m",
      Limits.POSITIVE_DURATION,
      "The longest wait for the server's answer after the content, such as 10m. Default 10m; less"
          + " than 60s is raised to 60s with a warning, because a shorter wait makes duplicates."),
  /** {@code acquireTimeout}. */
  ACQUIRE_TIMEOUT(
      "acquireTimeout",
      Kind.DURATION,
      "15s",
      Limits.DURATION,
      "The longest wait for a host that may be used and, in the stand-alone pool, for a connection,"
          + " such as 15s. Default 15s; 0 fails at once."),
  /** {@code keepAliveInterval}. */
  KEEP_ALIVE_INTERVAL(
      "keepAliveInterval",
      Kind.DURATION,
      "1m",
      Limits.DURATION,
      "A session that was idle for longer is proven with NOOP before it is used again, such as 1m."
          + " Default 1m; 0 proves it before every reuse."),
  /** {@code idleTimeout}. */
  IDLE_TIMEOUT(
      "idleTimeout",
      Kind.DURATION,
      "2m",
      Limits.DURATION,
      "A session that was idle for longer is not used again, such as 2m. Default 2m; 0 is no limit."),
  /** {@code reconnectCooldown}. */
  RECONNECT_COOLDOWN(
      "reconnectCooldown",
      Kind.DURATION,
      "30s",
      Limits.DURATION,
      "The time in which no new session is opened to a host that failed, such as 30s; doubled by"
          + " each failure that follows. Default 30s, at most maxReconnectCooldown; 0 is off."),
  /** {@code maxReconnectCooldown}. */
  MAX_RECONNECT_COOLDOWN(
      "maxReconnectCooldown",
      Kind.DURATION,
      "5m",
      Limits.DURATION,
      "What the doubled reconnectCooldown never exceeds, such as 5m. Default 5m, at least"
          + " reconnectCooldown."),
  /** {@code maxRetryAttempts}. */
  MAX_RETRY_ATTEMPTS(
      "maxRetryAttempts",
      Kind.INTEGER,
      "1",
      AllowedValues.numbers(0, 10),
      "How often a message is sent again by itself, after a failure that cannot deliver it twice."
          + " Default 1; 0 is never; at most 10."),
  /** {@code retryBaseDelay}. */
  RETRY_BASE_DELAY(
      "retryBaseDelay",
      Kind.DURATION,
      "2s",
      Limits.DURATION,
      "The wait before a message is sent again, such as 2s; doubled for each further attempt, up"
          + " to 1m. Default 2s; 0 is at once."),
  /** {@code jitterRatio}. */
  JITTER_RATIO(
      "jitterRatio",
      Kind.DECIMAL,
      "0.2",
      AllowedValues.decimals(0, 1, "0.2"),
      "By what share cooldowns and waits before retries are made longer or shorter at random, from 0"
          + " to 1. Default 0.2."),
  /** {@code minPoolSize}. */
  MIN_POOL_SIZE(
      "minPoolSize",
      Kind.INTEGER,
      "0",
      AllowedValues.numbers(0, Limits.MOST_CONNECTIONS),
      "Connections that the stand-alone pool keeps open. Default 0, at most maxPoolSize; in an"
          + " application server its own pool settings rule."),
  /** {@code maxPoolSize}. */
  MAX_POOL_SIZE(
      "maxPoolSize",
      Kind.INTEGER,
      "8",
      AllowedValues.numbers(1, Limits.MOST_CONNECTIONS),
      "The most connections of the stand-alone pool. Default 8, at least 1; in an application server"
          + " its own pool settings rule."),
  /** {@code minPoolRefillDelay}. */
  MIN_POOL_REFILL_DELAY(
      "minPoolRefillDelay",
      Kind.DURATION,
      "0",
      Limits.DURATION,
      "How long the stand-alone pool waits before it replaces connections below minPoolSize, such as"
          + " 10s. Default 0; in an application server its own pool settings rule."),
  /** {@code maxMessagesPerSession}. */
  MAX_MESSAGES_PER_SESSION(
      "maxMessagesPerSession",
      Kind.INTEGER,
      "100",
      AllowedValues.numbers(0, Integer.MAX_VALUE),
      "Messages after which a session is replaced. Default 100; 0 is no limit."),
  /** {@code maxSessionAge}. */
  MAX_SESSION_AGE(
      "maxSessionAge",
      Kind.DURATION,
      "10m",
      Limits.DURATION,
      "The age at which a session is replaced, such as 10m; shortened by up to 10 % at random."
          + " Default 10m; 0 is no limit."),
  /** {@code recipientPolicy}. */
  RECIPIENT_POLICY(
      "recipientPolicy",
      Kind.CHOICE,
      SmtpRecipientPolicy.ALL_OR_NOTHING.name(),
      AllowedValues.oneOf(SmtpRecipientPolicy.values()),
      "What to do when a server refuses some recipients: ALL_OR_NOTHING or SEND_TO_ACCEPTED. Default"
          + " ALL_OR_NOTHING; a single send may say otherwise."),
  /** {@code longLines}. */
  LONG_LINES(
      "longLines",
      Kind.CHOICE,
      LongLines.REFUSE.name(),
      AllowedValues.oneOf(LongLines.values()),
      "What to do with a message that has a line over 998 octets: REFUSE or SEND. Default REFUSE."),
  /** {@code pipelining}. */
  PIPELINING(
      "pipelining",
      Kind.CHOICE,
      Pipelining.ENVELOPE.name(),
      AllowedValues.oneOf(Pipelining.values()),
      "How many commands may be under way at once where the server allows it: NONE, ENVELOPE, or FULL"
          + " (envelope and content together, for servers you run). Default ENVELOPE."),
  /** {@code pipelineData}. */
  PIPELINE_DATA(
      "pipelineData",
      Kind.CHOICE,
      PipelineData.ONE_RECIPIENT.name(),
      AllowedValues.oneOf(PipelineData.values()),
      "When DATA goes out together with the recipients under ALL_OR_NOTHING: ONE_RECIPIENT, or ALWAYS,"
          + " which costs the session whenever one of several is refused. Default ONE_RECIPIENT."),
  /** {@code chunking}. */
  CHUNKING(
      "chunking",
      Kind.CHOICE,
      Chunking.AUTO.name(),
      AllowedValues.oneOf(Chunking.values()),
      "When content goes by BDAT where the server offers CHUNKING: AUTO (where it saves a round trip),"
          + " NEVER or ALWAYS. Default AUTO."),
  /** {@code ehloIgnore}. */
  EHLO_IGNORE(
      "ehloIgnore",
      Kind.TEXT,
      "",
      AllowedValues.text("EHLO keywords separated by commas, such as CHUNKING, PIPELINING"),
      "EHLO keywords to treat as not offered, separated by commas, for servers that do not keep what"
          + " they promise. Default: none."),
  /** {@code ehloName}. */
  EHLO_NAME(
      "ehloName",
      Kind.TEXT,
      "",
      AllowedValues.text(
          "a domain such as app1.example.com (beyond ASCII as xn--...) or an address literal such"
              + " as [192.0.2.1] or [IPv6:2001:db8::1]"),
      "The name to introduce ourselves with in EHLO: a domain, or an address literal such as"
          + " [192.0.2.1]. Default: the local host's name."),
  /** {@code localAddress}. */
  LOCAL_ADDRESS(
      "localAddress",
      Kind.TEXT,
      "",
      AllowedValues.text("an IP address such as 192.0.2.1 or 2001:db8::1, not a name"),
      "The local IP address to connect from, on a machine with several. Default: the system's"
          + " choice."),
  /** {@code saslMechanisms}. */
  SASL_MECHANISMS(
      "saslMechanisms",
      Kind.LIST,
      "",
      AllowedValues.someOf(
          "",
          "SCRAM-SHA-256-PLUS",
          "SCRAM-SHA-256",
          "CRAM-MD5",
          "PLAIN",
          "LOGIN",
          "OAUTHBEARER",
          "XOAUTH2",
          "EXTERNAL",
          "GSSAPI"),
      "The authentication mechanisms allowed, separated by commas:"
          + " SCRAM-SHA-256-PLUS, SCRAM-SHA-256, CRAM-MD5, PLAIN, LOGIN; with tokenSource OAUTHBEARER, XOAUTH2; with keyStoreFile EXTERNAL; with a"
          + " Kerberos ticket GSSAPI. Default: all but EXTERNAL and GSSAPI."),
  /** {@code keytabFile}. */
  KEYTAB_FILE(
      "keytabFile",
      Kind.TEXT,
      "",
      AllowedValues.text("the path of a file that this process can read"),
      "The keytab with the Kerberos key of userName, for saslMechanisms GSSAPI; read at each sign-in."
          + " Default: none, so the process's ticket cache (KRB5CCNAME) is used."),
  /** {@code tokenSource}. */
  TOKEN_SOURCE(
      "tokenSource",
      Kind.TEXT,
      "",
      AllowedValues.text(
          "CLIENT_CREDENTIALS, REFRESH_TOKEN, JWT_BEARER, FILE, or the name of a class that is a"
              + " TokenSource, instead of password"),
      "Where the OAuth 2.0 token of userName comes from: CLIENT_CREDENTIALS, REFRESH_TOKEN,"
          + " JWT_BEARER, FILE, or the class name of a TokenSource. Default: none, so password is"
          + " used."),
  /** {@code tokenEndpoint}. */
  TOKEN_ENDPOINT(
      "tokenEndpoint",
      Kind.TEXT,
      "",
      AllowedValues.text(
          "an https: address, such as"
              + " https://login.microsoftonline.com/TENANT/oauth2/v2.0/token"),
      "The address at which tokens are fetched, such as"
          + " https://login.microsoftonline.com/TENANT/oauth2/v2.0/token. Default: with JWT_BEARER"
          + " the one in the key file, else none."),
  /** {@code tokenClientId}. */
  TOKEN_CLIENT_ID(
      "tokenClientId",
      Kind.TEXT,
      "",
      AllowedValues.text("the id of the registered application, without control characters"),
      "The id of the application that is registered at tokenEndpoint. Default: with JWT_BEARER the"
          + " client_email in the key file, else none."),
  /** {@code tokenClientSecret}. */
  TOKEN_CLIENT_SECRET(
      "tokenClientSecret",
      Kind.SECRET,
      "",
      AllowedValues.text("the secret of tokenClientId, without control characters"),
      "The secret of tokenClientId; never logged or shown. Default: none."),
  /** {@code tokenRefreshToken}. */
  TOKEN_REFRESH_TOKEN(
      "tokenRefreshToken",
      Kind.SECRET,
      "",
      AllowedValues.text("the refresh token that userName has granted"),
      "With REFRESH_TOKEN, what userName has granted to the application; never logged or shown."
          + " Default: none."),
  /** {@code tokenScope}. */
  TOKEN_SCOPE(
      "tokenScope",
      Kind.TEXT,
      "",
      AllowedValues.text(
          "scopes with a space between them, such as https://outlook.office365.com/.default"),
      "What the token is for, such as https://outlook.office365.com/.default or"
          + " https://mail.google.com/. Default: what the endpoint gives."),
  /** {@code tokenFile}. */
  TOKEN_FILE(
      "tokenFile",
      Kind.TEXT,
      "",
      AllowedValues.text("the path of a file that this process can read"),
      "With FILE, the file with the token, read again for each new one; with JWT_BEARER, the service"
          + " account's key (JSON) or a private key (PEM). Default: none."),
  /** {@code tokenTimeout}. */
  TOKEN_TIMEOUT(
      "tokenTimeout",
      Kind.DURATION,
      "10s",
      Limits.POSITIVE_DURATION,
      "The longest time for fetching a token, such as 10s. Default 10s, at least 1ms; a session that"
          + " waits for one waits no longer."),
  /** {@code tokenRefreshMargin}. */
  TOKEN_REFRESH_MARGIN(
      "tokenRefreshMargin",
      Kind.DURATION,
      "10m",
      Limits.DURATION,
      "How long before its end a token is replaced in the background, such as 10m; made shorter by up"
          + " to 20 % at random, and never more than half of its life. Default 10m; 0 is at its end."),
  /** {@code tokenProxy}. */
  TOKEN_PROXY(
      "tokenProxy",
      Kind.TEXT,
      "",
      AllowedValues.text("a host and port such as proxy.example.com:3128, or NONE"),
      "The HTTP proxy on the way to tokenEndpoint, such as proxy.example.com:3128, or NONE. Default:"
          + " what the Java runtime is told by https.proxyHost."),
  /** {@code tokenTrustStoreFile}. */
  TOKEN_TRUST_STORE_FILE(
      "tokenTrustStoreFile",
      Kind.TEXT,
      "",
      AllowedValues.text("the path of a file (PKCS12, or PEM) that this process can read"),
      "The file with the certificates to trust at tokenEndpoint, PKCS12 or PEM. Default: what the"
          + " Java runtime trusts; trustStoreFile is for mail servers only."),
  /** {@code tokenTrustStorePassword}. */
  TOKEN_TRUST_STORE_PASSWORD(
      "tokenTrustStorePassword",
      Kind.SECRET,
      "",
      AllowedValues.text("a text without control characters"),
      "The password of tokenTrustStoreFile; never logged or shown. Default: none."),
  /** {@code trustStoreFile}. */
  TRUST_STORE_FILE(
      "trustStoreFile",
      Kind.TEXT,
      "",
      AllowedValues.text("the path of a file that this process can read"),
      "The file with the certificates to trust, for servers whose certificate comes from a private"
          + " authority: a key store, or PEM. Read again when it changes. Default: what the Java runtime"
          + " trusts."),
  /** {@code trustStorePassword}. */
  TRUST_STORE_PASSWORD(
      "trustStorePassword",
      Kind.SECRET,
      "",
      AllowedValues.text("a text without control characters"),
      "The password of trustStoreFile; never logged or shown. Default: none."),
  /** {@code trustStoreType}. */
  TRUST_STORE_TYPE(
      "trustStoreType",
      Kind.TEXT,
      "PKCS12",
      AllowedValues.text("a key store type of this Java runtime, such as PKCS12 or JKS"),
      "The format of trustStoreFile where it is not PEM: PKCS12, JKS or another that the Java runtime"
          + " knows. Default PKCS12."),
  /** {@code keyStoreFile}. */
  KEY_STORE_FILE(
      "keyStoreFile",
      Kind.TEXT,
      "",
      AllowedValues.text("the path of a file that this process can read"),
      "The file with our own certificate and its private key, for servers that ask for one: a key"
          + " store, or PEM. Read again when it changes. Default: none is shown."),
  /** {@code keyStorePassword}. */
  KEY_STORE_PASSWORD(
      "keyStorePassword",
      Kind.SECRET,
      "",
      AllowedValues.text("a text without control characters"),
      "The password of keyStoreFile and of the key in it; never logged or shown. Default: none."),
  /** {@code keyStoreType}. */
  KEY_STORE_TYPE(
      "keyStoreType",
      Kind.TEXT,
      "PKCS12",
      AllowedValues.text("a key store type of this Java runtime, such as PKCS12 or JKS"),
      "The format of keyStoreFile where it is not PEM: PKCS12, JKS or another that the Java runtime"
          + " knows. Default PKCS12."),
  /** {@code tlsProtocols}. */
  TLS_PROTOCOLS(
      "tlsProtocols",
      Kind.LIST,
      "",
      AllowedValues.someOf(
          "; SSL, TLS 1.0 and TLS 1.1 are broken and never used (RFC 8996)", "TLSv1.3", "TLSv1.2"),
      "The versions of TLS that may be used, separated by commas: TLSv1.3, TLSv1.2. Default: those of"
          + " the Java runtime."),
  /** {@code configPrefix}. */
  CONFIG_PREFIX(
      "configPrefix",
      Kind.TEXT,
      "",
      AllowedValues.text(
          "names of letters, digits, - and _ with a dot between them, such as smtp.orders"),
      "What is not set here is looked up in MicroProfile Config under this prefix and a dot, such as"
          + " smtp.orders for smtp.orders.host, if the server has it. Default: nothing is looked"
          + " up."),
  /** {@code leakDetectionThreshold}. */
  LEAK_DETECTION_THRESHOLD(
      "leakDetectionThreshold",
      Kind.DURATION,
      "0",
      Limits.DURATION,
      "A connection that an application holds for longer is logged with the stack that took it, such"
          + " as 5m. Default 0, which is off."),
  /** {@code asyncQueueCapacity}. */
  ASYNC_QUEUE_CAPACITY(
      "asyncQueueCapacity",
      Kind.INTEGER,
      "1000",
      AllowedValues.numbers(1, 1_000_000),
      "How many messages of sendAsync may wait, each with up to 256 KiB of memory; one more fails at"
          + " once with QUEUE_FULL. Default 1000, at least 1."),
  /** {@code asyncWorkers}. */
  ASYNC_WORKERS(
      "asyncWorkers",
      Kind.INTEGER,
      "4",
      AllowedValues.numbers(1, 1_000),
      "How many messages of sendAsync are sent at a time, each on a worker thread of the server and"
          + " with a lease of its own. Default 4, at least 1."),
  /** {@code shutdownGrace}. */
  SHUTDOWN_GRACE(
      "shutdownGrace",
      Kind.DURATION,
      "30s",
      Limits.DURATION,
      "How long a stop waits for sends that are running before it cuts them off, such as 30s. Default"
          + " 30s; 0 is not at all."),
  /** {@code enableMetrics}. */
  ENABLE_METRICS(
      "enableMetrics",
      Kind.BOOLEAN,
      "true",
      AllowedValues.yesOrNo(),
      "Whether the connection factory shows its hosts, sessions and metrics in JMX. Default true.");

  /** What a property's text stands for. */
  public enum Kind {
    /** Free text, checked by meaning. */
    TEXT("java.lang.String"),
    /** Text that nothing may show. */
    SECRET("java.lang.String"),
    /** A whole number. */
    INTEGER("java.lang.Integer"),
    /** A whole number with its unit: {@code 500ms}, {@code 15s}, {@code 2m}, {@code 1h}. */
    DURATION("java.lang.String"),
    /** A number with a fraction. */
    DECIMAL("java.lang.String"),
    /** {@code true} or {@code false}. */
    BOOLEAN("java.lang.Boolean"),
    /** One word of a fixed set. */
    CHOICE("java.lang.String"),
    /** Several words of a fixed set, separated by commas. */
    LIST("java.lang.String");

    private final String javaType;

    Kind(String javaType) {
      this.javaType = javaType;
    }

    /**
     * The type to declare in ra.xml.
     *
     * @return a class name
     */
    public String javaType() {
      return javaType;
    }
  }

  private final String propertyName;
  private final Kind kind;
  private final String defaultText;

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts, numbers and an immutable list
  private final AllowedValues allowed;

  private final String description;

  SmtpProperty(
      String propertyName,
      Kind kind,
      String defaultText,
      AllowedValues allowed,
      String description) {
    this.propertyName = propertyName;
    this.kind = kind;
    this.defaultText = defaultText;
    this.allowed = allowed;
    this.description = description;
  }

  /**
   * The name in ra.xml, in consoles and in problems.
   *
   * @return such as {@code connectTimeout}
   */
  public String propertyName() {
    return propertyName;
  }

  /**
   * What the text stands for.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The default as an administrator would type it.
   *
   * @return the empty text if there is none
   */
  public String defaultText() {
    return defaultText;
  }

  /**
   * What the property does, with unit, default and floor.
   *
   * @return one or two sentences
   */
  public String description() {
    return description;
  }

  /**
   * What the property may be set to, as problems say it after "allowed is".
   *
   * @return words that go on a sentence
   */
  public String allowedText() {
    return allowed.text();
  }

  AllowedValues allowed() {
    return allowed;
  }

  /**
   * Tells whether a text says more than the default. Servers hand over the defaults of ra.xml as if
   * somebody had typed them, so that a text that equals the default says nothing.
   *
   * @param text what was set; blank for nothing, except in a password
   * @return true if somebody has set something
   */
  public boolean isChangedBy(String text) {
    return kind == Kind.SECRET
        ? !text.isEmpty()
        : !text.isBlank() && !text.strip().equals(defaultText);
  }

  /** Shared limits; a class of its own because an enum's constants come before its statics. */
  private static final class Limits {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final AllowedValues DURATION = AllowedValues.durations(Duration.ZERO);
    private static final AllowedValues POSITIVE_DURATION =
        AllowedValues.durations(Duration.ofMillis(1));
  }
}
