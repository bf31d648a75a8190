package org.smtpra.demo.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OutcomeLinesTest {

  @Test
  void outcomeSurvivesItsLine() {
    MailOutcome sent = new MailOutcome("a.eml", MailOutcome.SENT, 12, "<1@example.org>", "250 ok");
    assertEquals(sent, MailOutcome.parse(sent.toLine()));
    assertFalse(FactoryFigures.isLine(sent.toLine()));
  }

  @Test
  void textOfManyLinesStaysOnOneLine() {
    MailOutcome failed = new MailOutcome("a.eml", "PERMANENT_FAILURE", 1, "", "no\r\n\tnever");
    assertEquals("no never", MailOutcome.parse(failed.toLine()).text());
  }

  @Test
  void otherLinesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> MailOutcome.parse("<html>"));
  }

  @Test
  void figuresSurviveTheirLine() {
    FactoryFigures figures = new FactoryFigures(3, 40).since(new FactoryFigures(1, 2));
    assertTrue(FactoryFigures.isLine(figures.toLine()));
    assertEquals(new FactoryFigures(2, 38), FactoryFigures.parse(figures.toLine()));
  }
}
