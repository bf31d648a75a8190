package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void secretIsRevealedOnlyOnRequest() {
    Credentials credentials = new Credentials("shop", new Secret("hush"));

    assertEquals("hush", credentials.password().reveal());
    assertEquals(
        "Credentials[userName=shop, password=***, token=Optional.empty, kerberos=Optional.empty]",
        credentials.toString());
  }

  @Test
  void secretsAreEqualByValue() {
    assertEquals(new Secret("hush"), new Secret("hush"));
    assertEquals(new Secret("hush").hashCode(), new Secret("hush").hashCode());
    assertNotEquals(new Secret("hush"), new Secret("hush "));
    assertNotEquals(new Secret("hush"), new Secret(""));
    assertFalse(new Secret("hush").isEmpty());
    assertTrue(new Secret("").isEmpty());
  }
}
