package org.smtpra.kerberos;

import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.smtpra.config.KerberosSource;

/**
 * Gets the ticket of a user by the JDK's login module, without a JAAS file. Nothing is kept: a
 * keytab or a cache that was renewed counts at the next sign-in.
 */
final class KerberosLogin {

  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

  private KerberosLogin() {}

  /** A Subject with a ticket; an empty name takes whom the ticket cache is for. */
  static Subject subject(String userName, KerberosSource source) throws LoginException {
    if (source instanceof KerberosSource.Handed handed) {
      return handed.subject();
    }
    return source instanceof KerberosSource.Keytab keytab
        ? login(
            Map.of(
                "useKeyTab",
                "true",
                "keyTab",
                keytab.file().toString(),
                "principal",
                userName,
                "doNotPrompt",
                "true"))
        : login(
            userName.isEmpty()
                ? Map.of("useTicketCache", "true", "doNotPrompt", "true")
                : Map.of("useTicketCache", "true", "principal", userName, "doNotPrompt", "true"));
  }

  /** The module is found by the context class loader, and an application's may not see it. */
  private static Subject login(Map<String, String> options) throws LoginException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      LoginContext login = new LoginContext("smtp-ra", new Subject(), null, new Only(options));
      login.login();
      return login.getSubject();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** One module, whatever the JVM's own JAAS configuration says. */
  private static final class Only extends Configuration {

    private final Map<String, String> options;

    Only(Map<String, String> options) {
      this.options = options;
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
      return new AppConfigurationEntry[] {
        new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
      };
    }
  }
}
