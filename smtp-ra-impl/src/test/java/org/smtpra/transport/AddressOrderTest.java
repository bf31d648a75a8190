package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressOrderTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "192.0.2.1 192.0.2.2, 192.0.2.1 192.0.2.2",
    "2001:db8::1 2001:db8::2 192.0.2.1, 2001:db8::1 192.0.2.1 2001:db8::2",
    "192.0.2.1 192.0.2.2 192.0.2.3 2001:db8::1, 192.0.2.1 2001:db8::1 192.0.2.2 192.0.2.3",
    "192.0.2.1 2001:db8::1 2001:db8::2, 192.0.2.1 2001:db8::1 2001:db8::2",
  })
  void familiesAlternateBeginningWithTheSystemsFirst(String found, String tried)
      throws UnknownHostException {
    assertEquals(addresses(tried), AddressOrder.interleaved(addresses(found)));
  }

  private static List<InetAddress> addresses(String texts) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts.split(" ", -1)) {
      addresses.add(InetAddress.getByName(text));
    }
    return addresses;
  }
}
