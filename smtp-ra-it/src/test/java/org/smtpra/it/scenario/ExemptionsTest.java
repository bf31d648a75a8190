package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is left out on a server is a scenario that there is, and sends its reader to a section that
 * there is.
 */
class ExemptionsTest {

  private static final Pattern LINK =
      Pattern.compile(" See \\[(?<heading>[^]]+)]\\((?<page>[^)]+\\.md)#[a-z-]+\\)\\.$");

  static Stream<Arguments> exemptions() {
    return Products.NAMES.stream()
        .flatMap(
            product ->
                Products.named(product).exemptions().entrySet().stream()
                    .map(each -> Arguments.of(product, each.getKey(), each.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("exemptions")
  void eachNamesAScenario(String product, String scenario) {
    List<String> names = List.of(scenario.split("\\.", 2));
    Class<?> type = assertDoesNotThrow(() -> named(names.get(0)));
    Set<String> methods =
        Arrays.stream(type.getDeclaredMethods()).map(Method::getName).collect(Collectors.toSet());
    assertTrue(methods.containsAll(names.subList(1, names.size())), scenario);
  }

  /** Not initialised: what a scenario needs of a run is not there. */
  private static Class<?> named(String scenario) throws ClassNotFoundException {
    String name = ExemptionsTest.class.getPackageName() + "." + scenario;
    return Class.forName(name, false, ExemptionsTest.class.getClassLoader());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("exemptions")
  void eachSendsItsReaderToASection(String product, String scenario, String reason)
      throws IOException {
    Matcher link = LINK.matcher(reason);
    assertTrue(link.find(), reason);
    Path page = Path.of("..", "docs", "reference").resolve(link.group("page"));
    String heading = link.group("heading");
    try (Stream<String> lines = Files.lines(page)) {
      assertTrue(lines.anyMatch(line -> line.matches("##+ " + Pattern.quote(heading))), heading);
    }
  }
}
