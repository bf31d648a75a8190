package org.smtpra.ra;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.KeyStoreConfiguration;
import org.smtpra.config.ParsedConfiguration;
import org.smtpra.config.PropertyTexts;
import org.smtpra.config.SmtpProperty;
import org.smtpra.config.TlsConfiguration;
import org.smtpra.transport.TlsContext;

/** Which of the files with certificates cannot be used, for the administrator. */
final class UnusableStore {

  private UnusableStore() {}

  /** The key store is to blame where the trust store alone does. */
  static String text(ParsedConfiguration parsed, Exception failure) {
    PropertyTexts texts = parsed.texts();
    TlsConfiguration tls = parsed.configuration().tls();
    Optional<HostConfiguration> host =
        parsed.configuration().hosts().stream()
            .filter(each -> each.trust().storeFile().isPresent() && !works(tls.with(each.trust())))
            .findFirst();
    if (host.isPresent()) {
      return texts.label(SmtpProperty.HOSTS)
          + ": trustStoreFile of "
          + host.get().endpointKey()
          + " is \""
          + host.get().trust().storeFile().get()
          + "\", which cannot be used: allowed is a key store of type trustStoreType that the"
          + " host's trustStorePassword opens, or PEM ("
          + failure.getMessage()
          + ")";
    }
    boolean key = tls.keyStore().map(KeyStoreConfiguration::file).isPresent() && works(tls);
    SmtpProperty file = key ? SmtpProperty.KEY_STORE_FILE : SmtpProperty.TRUST_STORE_FILE;
    String store = key ? "keyStore" : "trustStore";
    return texts.label(file)
        + " is \""
        + texts.text(file)
        + "\", which cannot be used: allowed is a key store of type "
        + (store + "Type that " + store + "Password opens, or PEM (")
        + failure.getMessage()
        + ")";
  }

  private static boolean works(TlsConfiguration tls) {
    try {
      TlsContext.of(
          new TlsConfiguration(
              tls.trustStoreFile(),
              tls.trustStorePassword(),
              tls.trustStoreType(),
              tls.protocols()));
      return true;
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }
}
