package org.smtpra.testkit.server;

import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/** Logins by the JDK's module, as a container makes them. */
public final class KerberosLogins extends Configuration {

  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

  private final Map<String, String> options;

  private KerberosLogins(Map<String, String> options) {
    this.options = options;
  }

  /** A Subject with a user's ticket. */
  public static Subject user(String name, Path keytab) throws LoginException {
    return login(
        Map.of(
            "useKeyTab",
            "true",
            "keyTab",
            keytab.toString(),
            "principal",
            name,
            "doNotPrompt",
            "true"));
  }

  /** A Subject that may take the tickets of others. */
  static Subject service(String name, Path keytab) throws LoginException {
    return login(
        Map.of(
            "useKeyTab", "true",
            "keyTab", keytab.toString(),
            "principal", name,
            "storeKey", "true",
            "isInitiator", "false",
            "doNotPrompt", "true"));
  }

  static Subject login(Map<String, String> options) throws LoginException {
    LoginContext login =
        new LoginContext("testkit", new Subject(), null, new KerberosLogins(options));
    login.login();
    return login.getSubject();
  }

  @Override
  public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
    return new AppConfigurationEntry[] {
      new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
    };
  }
}
