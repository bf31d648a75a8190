package org.smtpra.testkit.server;

import java.util.List;

class PostfixServerTest extends RealMailServerContract {

  @Override
  RealMailServer start(MailServerSettings settings) {
    return PostfixServer.start(settings);
  }

  @Override
  List<String> mechanisms() {
    return List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256");
  }

  @Override
  String sizeLimit() {
    return "message_size_limit = 123456";
  }
}
