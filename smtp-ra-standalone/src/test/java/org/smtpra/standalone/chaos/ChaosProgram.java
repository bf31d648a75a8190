package org.smtpra.standalone.chaos;

import java.io.IOException;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.ChaosField;
import org.smtpra.testkit.chaos.ChaosOptions;

/** The chaos checker as a program. Ends with 1 if a law was broken; the report says by what. */
public final class ChaosProgram {

  private ChaosProgram() {}

  /** The options are those of {@link ChaosOptions#USAGE}. */
  public static void main(String... arguments) throws IOException {
    ChaosOptions options = ChaosOptions.parse(arguments);
    boolean lawful;
    try (TestCertificates certificates = TestCertificates.forNames(ChaosField.certificateNames())) {
      lawful = ChaosCheck.all(options, certificates).isEmpty();
    }
    if (!lawful) {
      System.exit(1);
    }
  }
}
