package org.smtpra.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259): a token endpoint's answer, a service account's key. Objects become maps,
 * arrays lists, strings and numbers texts; {@code true}, {@code false} and {@code null} stay words.
 * There is no reader of its own in an application server that every class loader sees.
 */
final class JsonText {

  private static final int MOST_DEPTH = 20;

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException if it is none; the message quotes nothing
   */
  static Map<String, Object> object(String text) {
    JsonText reader = new JsonText(text);
    Object value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.malformed();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    Map<String, Object> result = new HashMap<>();
    map.forEach((key, each) -> result.put((String) key, each));
    return result;
  }

  /** A member that is a text or a number; the empty text where there is none. */
  static String member(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text && !text.equals("null") ? text : "";
  }

  private Object value(int depth) {
    if (depth > MOST_DEPTH) {
      throw new IllegalArgumentException("it is JSON nested too deeply");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> map(depth);
      case '[' -> list(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> members = new HashMap<>();
    at++;
    skipSpace();
    while (peek() != '}') {
      skipSpace();
      if (peek() != '"') {
        throw malformed();
      }
      String name = string();
      skipSpace();
      expect(':');
      members.put(name, value(depth + 1));
      endOfItem('}');
    }
    at++;
    return members;
  }

  private List<Object> list(int depth) {
    List<Object> items = new ArrayList<>();
    at++;
    skipSpace();
    while (peek() != ']') {
      items.add(value(depth + 1));
      endOfItem(']');
    }
    at++;
    return items;
  }

  /** After an item comes the end, or a comma and another item. */
  private void endOfItem(char end) {
    skipSpace();
    if (peek() == end) {
      return;
    }
    expect(',');
    skipSpace();
    if (peek() == end) {
      throw malformed();
    }
  }

  private String string() {
    StringBuilder result = new StringBuilder();
    at++;
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw malformed();
      }
      result.append(c == '\\' ? escaped() : c);
    }
    at++;
    return result.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw malformed();
    };
  }

  private char unicode() {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9A-Fa-f]{4}")) {
      throw malformed();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private String word() {
    int start = at;
    while (at < text.length() && "+-.0123456789Eaeflnrstu".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String word = text.substring(start, at);
    if (!word.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      throw malformed();
    }
    return word;
  }

  private char peek() {
    if (at >= text.length()) {
      throw malformed();
    }
    return text.charAt(at);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw malformed();
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("it is no JSON from character " + (at + 1) + " on");
  }
}
