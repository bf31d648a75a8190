package org.smtpra.rar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.config.SmtpProperty;
import org.smtpra.config.SmtpProperty.Kind;
import org.smtpra.ra.SmtpManagedConnectionFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** ra.xml says what the table of properties and the classes say. */
class DescriptorIT {

  private static Document descriptor;

  @BeforeAll
  static void read() throws Exception {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    descriptor = parsers.newDocumentBuilder().parse(Archive.open().content("META-INF/ra.xml"));
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Element.class::cast)
        .toList();
  }

  /** The text of an element that is there at most once. */
  private static String text(Element parent, String name) {
    List<Element> found = elements(parent.getElementsByTagName(name));
    assertTrue(found.size() <= 1, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  private static String text(String name) {
    return text(descriptor.getDocumentElement(), name);
  }

  private static List<Element> properties() {
    return elements(descriptor.getElementsByTagName("config-property"));
  }

  private static Element property(SmtpProperty property) {
    return properties().stream()
        .filter(it -> text(it, "config-property-name").equals(property.propertyName()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("ra.xml lacks " + property.propertyName()));
  }

  @Test
  void propertiesAreThoseOfTheTableInItsOrder() {
    assertEquals(
        Arrays.stream(SmtpProperty.values()).map(SmtpProperty::propertyName).toList(),
        properties().stream().map(it -> text(it, "config-property-name")).toList());
  }

  @ParameterizedTest
  @EnumSource(SmtpProperty.class)
  void propertyIsDescribedAsInTheTable(SmtpProperty property) {
    Element element = property(property);
    assertEquals(property.description(), text(element, "description"));
    assertEquals(property.kind().javaType(), text(element, "config-property-type"));
    assertEquals(property.defaultText(), text(element, "config-property-value"));
    assertEquals(
        property.kind() == Kind.SECRET ? "true" : "",
        text(element, "config-property-confidential"));
  }

  @ParameterizedTest
  @EnumSource(SmtpProperty.class)
  void propertyHasGetterAndSetterOfItsType(SmtpProperty property) throws Exception {
    PropertyDescriptor bean =
        Arrays.stream(
                Introspector.getBeanInfo(SmtpManagedConnectionFactory.class)
                    .getPropertyDescriptors())
            .filter(it -> it.getName().equals(property.propertyName()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no getter and setter"));
    assertEquals(property.kind().javaType(), bean.getPropertyType().getName());
    assertTrue(bean.getWriteMethod() != null, "setter");
    assertTrue(bean.getReadMethod() != null, "getter");
  }

  @Test
  void classesAreThereAndAreWhatTheDescriptorSays() throws Exception {
    assertEquals(SmtpConnectionFactory.class.getName(), text("connectionfactory-interface"));
    assertEquals(SmtpConnection.class.getName(), text("connection-interface"));
    is(ResourceAdapter.class, text("resourceadapter-class"));
    is(ManagedConnectionFactory.class, text("managedconnectionfactory-class"));
    is(SmtpConnectionFactory.class, text("connectionfactory-impl-class"));
    is(SmtpConnection.class, text("connection-impl-class"));
  }

  private static void is(Class<?> type, String name) throws ClassNotFoundException {
    assertTrue(type.isAssignableFrom(Class.forName(name)), name);
  }

  @Test
  void transactionsAndSignOnAreDeclared() {
    assertEquals("NoTransaction", text("transaction-support"));
    assertEquals("BasicPassword", text("authentication-mechanism-type"));
    assertEquals("false", text("reauthentication-support")); // else WildFly neither fills nor tests
    assertEquals("2.0", descriptor.getDocumentElement().getAttribute("version"));
  }
}
