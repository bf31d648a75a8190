package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.testkit.ScriptedSmtpServer;

/** docs/reference/jmx.md has what the bean has, and nothing else. */
class JmxReferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "jmx.md");
  private static final Pattern NAME = Pattern.compile("`([a-z][A-Za-z]*)`");
  private static final Pattern OPERATION = Pattern.compile("\\| `(\\w+)\\(([^)]*)\\)` \\|.*");

  private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
  private SmtpConnectionFactory smtp;
  private ObjectName bean;
  private MBeanInfo info;

  @BeforeEach
  void deploy() throws Exception {
    smtp = RaBench.factory(adapter, server).createConnectionFactory(new HonestConnectionManager(1));
    bean =
        new ObjectName(
            "org.smtpra:type=ConnectionFactory,hosts=" + ObjectName.quote(server.endpointKey()));
    info = platform.getMBeanInfo(bean);
  }

  @AfterEach
  void stop() {
    adapter.stop();
    server.close();
  }

  private static List<String> rowsOf(String heading) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    List<String> section = lines.subList(lines.indexOf("## " + heading) + 1, lines.size());
    return section.stream()
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  /** Names that begin with a small letter, of fields. */
  private static Set<String> fieldsIn(String text) {
    Matcher names = NAME.matcher(text);
    Set<String> found = new TreeSet<>();
    while (names.find()) {
      found.add(names.group(1));
    }
    return found;
  }

  private static Set<String> fieldsOf(OpenType<?> type) {
    OpenType<?> row = type instanceof ArrayType<?> rows ? rows.getElementOpenType() : type;
    return new TreeSet<>(((CompositeType) row).keySet());
  }

  @Test
  void everyAttributeIsThereWithTheFieldsOfItsRows() throws Exception {
    Map<String, Set<String>> documented = new TreeMap<>();
    for (String row : rowsOf("Attributes")) {
      String name = row.substring(3, row.indexOf('`', 3));
      documented.put(name, fieldsIn(row));
    }
    Map<String, Set<String>> real = new TreeMap<>();
    Stream.of(info.getAttributes())
        .forEach(
            each ->
                real.put(each.getName(), fieldsOf(((OpenMBeanAttributeInfo) each).getOpenType())));
    assertEquals(real, documented);
  }

  @Test
  void everyOperationIsThereWithItsParameters() throws Exception {
    Map<String, Integer> documented = new TreeMap<>();
    for (String row : rowsOf("Operations")) {
      Matcher operation = OPERATION.matcher(row);
      if (operation.matches()) {
        String parameters = operation.group(2);
        documented.put(
            operation.group(1), parameters.isEmpty() ? 0 : parameters.split(",", -1).length);
      }
    }
    Map<String, Integer> real =
        Stream.of(info.getOperations())
            .collect(
                Collectors.toMap(MBeanOperationInfo::getName, each -> each.getSignature().length));
    assertEquals(new TreeMap<>(real), documented);
  }

  @Test
  void everyFieldOfANotificationIsThere() throws Exception {
    List<CompositeData> heard = new ArrayList<>();
    platform.addNotificationListener(
        bean, (notice, back) -> heard.add((CompositeData) notice.getUserData()), null, null);
    smtp.send(RaBench.message(smtp, "x"));
    CompositeType send = heard.get(0).getCompositeType();
    Set<String> real = new TreeSet<>(send.keySet());
    real.addAll(fieldsOf(send.getType("steps")));
    Set<String> documented = new TreeSet<>();
    for (String row : rowsOf("Notifications")) {
      documented.addAll(fieldsIn(row.substring(0, row.indexOf(" | "))));
    }
    assertEquals(real, documented);
    assertEquals(
        List.of("org.smtpra.send", "org.smtpra.submit"),
        List.of(info.getNotifications()[0].getNotifTypes()));
  }
}
