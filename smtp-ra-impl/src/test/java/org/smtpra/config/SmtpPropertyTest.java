package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpPropertyTest {

  /** Tests run in the module's own folder. */
  private static final Path DOCS = Path.of("..", "docs", "reference", "configuration.md");

  @ParameterizedTest
  @EnumSource
  void descriptionIsOneOrTwoSentencesThatNameTheDefault(SmtpProperty property) {
    String description = property.description();

    assertTrue(description.endsWith("."), description);
    assertTrue(description.length() <= 260, description);
    assertFalse(property.allowedText().isEmpty());
    if (!property.defaultText().isEmpty()) {
      assertTrue(description.contains("Default " + property.defaultText()), description);
    }
  }

  @ParameterizedTest
  @EnumSource
  void defaultThatIsTypedMeansTheSameAsNoText(SmtpProperty property) throws Exception {
    if (property != SmtpProperty.HOST) {
      assertEquals(
          Configurations.parse(),
          Configurations.parse(property.propertyName(), property.defaultText()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nameFollowsTheConstant(SmtpProperty property) {
    assertEquals(
        property.name(),
        property.propertyName().replaceAll("(\\p{Upper})", "_$1").toUpperCase(Locale.ROOT));
  }

  @Test
  void everyPropertyHasOneRowInTheReferenceWithItsDefault() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCS).stream().filter(line -> line.startsWith("| `")).toList();
    for (SmtpProperty property : SmtpProperty.values()) {
      String start =
          "| `"
              + property.propertyName()
              + "` | "
              + (property.defaultText().isEmpty() ? "" : "`" + property.defaultText() + "` |");

      assertEquals(1, rows.stream().filter(row -> row.startsWith(start)).count(), start);
    }
  }

  @Test
  void referenceHasNoRowForAPropertyThatDoesNotExist() throws IOException {
    Set<String> names =
        Arrays.stream(SmtpProperty.values())
            .map(SmtpProperty::propertyName)
            .collect(Collectors.toSet());
    List<String> documented =
        Files.readAllLines(DOCS).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertEquals(names, Set.copyOf(documented));
    assertEquals(names.size(), documented.size());
  }
}
