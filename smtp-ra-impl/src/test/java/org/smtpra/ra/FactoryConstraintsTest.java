package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.config.ConfigurationParser;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.SmtpProperty;
import org.smtpra.config.SmtpProperty.Kind;

/** Bean Validation, as servers apply it at deployment, says what the parser says. */
class FactoryConstraintsTest {

  private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();
  private static final Validator VALIDATOR = VALIDATORS.getValidator();

  private static final List<String> DURATIONS =
      List.of(
          "", " ", "0", " 15s ", "1ms", "500MS", "2m", "1h", "0s", "0ms", "00", "15", "s", "-1s",
          "1.5s", "15 s", "1d", "15s2m", "PT15S", "24h");
  private static final List<String> DECIMALS =
      List.of(
          "",
          " ",
          "0",
          "1",
          "0.0",
          "1.000",
          "00.5",
          "01",
          " 0.2 ",
          "0.123456789",
          "0.1234567890",
          "1.1",
          "1.01",
          "2",
          "10",
          "-0.1",
          ".5",
          "1.",
          "0,5",
          "1e0",
          "NaN",
          "x");
  private static final List<String> NUMBERS =
      List.of("-2147483648", "-1", "0", "1", "8", "10000", "10001", "65535", "65536", "2147483647");

  @AfterAll
  static void close() {
    VALIDATORS.close();
  }

  private static Set<ConstraintViolation<SmtpManagedConnectionFactory>> violations(
      SmtpProperty property, String value) {
    return VALIDATOR.validate(
        SmtpManagedConnectionFactory.of(
            Map.of("host", "mail.example.com", property.propertyName(), value)));
  }

  private static boolean parserTakes(SmtpProperty property, String value) {
    Map<String, String> properties = new HashMap<>(Map.of("host", "mail.example.com"));
    properties.put(property.propertyName(), value);
    // Not the one under test is wrong beside the other's default.
    properties.putIfAbsent("maxPoolSize", "10000");
    properties.putIfAbsent("reconnectCooldown", "0");
    properties.putIfAbsent("maxReconnectCooldown", "24h");
    try {
      ConfigurationParser.parse(properties);
      return true;
    } catch (InvalidConfigurationException e) {
      return false;
    }
  }

  private static Stream<String> samples(SmtpProperty property) {
    return switch (property.kind()) {
      case DURATION -> DURATIONS.stream();
      case INTEGER -> NUMBERS.stream();
      case DECIMAL -> DECIMALS.stream();
      default -> Stream.of();
    };
  }

  @ParameterizedTest
  @EnumSource(SmtpProperty.class)
  void constraintAndParserAgreeOnEveryValue(SmtpProperty property) {
    samples(property)
        .forEach(
            value ->
                assertEquals(
                    parserTakes(property, value),
                    violations(property, value).isEmpty(),
                    property.propertyName() + " \"" + value + "\""));
  }

  /** A pattern cannot count hours: only the parser knows the upper bound. */
  @Test
  void constraintRefusesNothingThatTheParserTakesAndTheParserKnowsTheUpperBound() {
    for (String tooLong : List.of("99999999h", "999999999999ms", "99999999999999999999s")) {
      assertFalse(parserTakes(SmtpProperty.SEND_TIMEOUT, tooLong), tooLong);
    }
  }

  @ParameterizedTest
  @EnumSource(SmtpProperty.class)
  void defaultViolatesNothing(SmtpProperty property) {
    if (!property.defaultText().isEmpty()) {
      assertEquals(Set.of(), violations(property, property.defaultText()));
    }
  }

  @ParameterizedTest
  @EnumSource(SmtpProperty.class)
  void violationNamesPropertyValueAndWhatIsAllowed(SmtpProperty property) {
    if (samples(property).findAny().isEmpty()) {
      return;
    }
    String wrong = property.kind() == Kind.DURATION ? "15" : "-7";
    ConstraintViolation<?> violation = violations(property, wrong).iterator().next();
    assertEquals(property.propertyName(), violation.getPropertyPath().toString());
    assertTrue(violation.getMessage().contains(wrong), violation::getMessage);
    assertTrue(violation.getMessage().contains("allowed is"), violation::getMessage);
    assertFalse(violation.getMessage().contains("{"), violation::getMessage);
  }

  @Test
  void valueIsNoTemplate() {
    ConstraintViolation<?> violation =
        violations(SmtpProperty.SEND_TIMEOUT, "${7*6} {max}").iterator().next();
    assertTrue(violation.getMessage().contains("${7*6} {max}"), violation::getMessage);
  }
}
