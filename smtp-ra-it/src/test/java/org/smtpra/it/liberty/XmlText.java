package org.smtpra.it.liberty;

import java.util.Map;
import java.util.TreeMap;

/** Writes elements of a server.xml. */
final class XmlText {

  private final StringBuilder text = new StringBuilder("<server>\n");

  /** Begins an element; whoever calls it ends it. */
  XmlText open(String element, Map<String, String> attributes) {
    return tag(element, attributes, ">");
  }

  XmlText close(String element) {
    text.append("</").append(element).append(">\n");
    return this;
  }

  XmlText empty(String element, Map<String, String> attributes) {
    return tag(element, attributes, "/>");
  }

  XmlText text(String element, String content) {
    text.append('<').append(element).append('>').append(escaped(content));
    return close(element);
  }

  private XmlText tag(String element, Map<String, String> attributes, String end) {
    text.append('<').append(element);
    new TreeMap<>(attributes)
        .forEach(
            (name, value) ->
                text.append(' ').append(name).append("=\"").append(escaped(value)).append('"'));
    text.append(end).append('\n');
    return this;
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** The whole file. */
  String document() {
    return text + "</server>\n";
  }
}
