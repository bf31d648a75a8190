package org.smtpra.testkit.server;

import java.util.List;

class OpenSmtpdServerTest extends RealMailServerContract {

  @Override
  RealMailServer start(MailServerSettings settings) {
    return OpenSmtpdServer.start(settings);
  }

  @Override
  List<String> mechanisms() {
    return List.of("PLAIN", "LOGIN");
  }

  @Override
  String sizeLimit() {
    return "smtp max-message-size 123456";
  }
}
