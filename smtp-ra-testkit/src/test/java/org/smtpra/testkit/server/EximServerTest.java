package org.smtpra.testkit.server;

import java.util.List;

class EximServerTest extends RealMailServerContract {

  @Override
  RealMailServer start(MailServerSettings settings) {
    return EximServer.start(settings);
  }

  @Override
  List<String> mechanisms() {
    return List.of("PLAIN", "LOGIN", "CRAM-MD5");
  }

  @Override
  String sizeLimit() {
    return "message_size_limit = 123456";
  }
}
