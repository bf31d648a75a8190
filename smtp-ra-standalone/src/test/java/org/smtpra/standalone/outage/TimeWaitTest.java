package org.smtpra.standalone.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeWaitTest {

  private static final String TABLE =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
         0: 0100007F:09DD 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
         1: 0100007F:09DD 0100007F:C001 06 00000000:00000000 03:00000FFF 00000000     0
         2: 0100007F:C002 0100007F:09DD 06 00000000:00000000 03:00000FFF 00000000     0
         3: 0100007F:C003 0100007F:09DD 06 00000000:00000000 03:00000FFF 00000000     0
         4: 0100007F:C004 0100007F:09DD 01 00000000:00000000 00:00000000 00000000     0
         5: 0100007F:C005 0100007F:1111 06 00000000:00000000 03:00000FFF 00000000     0
      """;

  @Test
  void eachEndIsCountedByItsOwnColumn() {
    assertEquals(new TimeWait(1, 2), TimeWait.of(0x09DD, TABLE));
  }
}
