package org.smtpra.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EhloNameTest {

  @ParameterizedTest
  @CsvSource({
    "app.example.com, 192.0.2.1, app.example.com",
    "wildfly1, 192.0.2.1, wildfly1",
    "b\u00FCcher.example, 192.0.2.1, xn--bcher-kva.example",
    "192.0.2.9, 192.0.2.1, [192.0.2.9]",
    "[192.0.2.9], 192.0.2.1, [192.0.2.9]",
    "2001:db8::9, 192.0.2.1, [IPv6:2001:db8::9]",
    "[IPv6:2001:db8::9], 192.0.2.1, [IPv6:2001:db8::9]",
    "my_host, 192.0.2.1, [192.0.2.1]",
    "my host, fe80:0:0:0:0:0:0:1%eth0, [IPv6:fe80:0:0:0:0:0:0:1]",
    "'', ::1, [IPv6:::1]",
    "'', not an address, [127.0.0.1]",
  })
  void nameIsKeptWhereItCanBeCarriedElseTheAddressSpeaks(
      String name, String localAddress, String expected) {
    assertEquals(expected, EhloName.of(name, localAddress));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a..b", "-a", "a\r\nRSET", "[1.2.3]", "a b"})
  void whatCannotBeCarriedIsNoName(String name) {
    assertEquals(Optional.empty(), EhloName.ofName(name));
  }
}
