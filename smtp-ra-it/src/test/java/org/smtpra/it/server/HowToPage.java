package org.smtpra.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of docs/how-to tells its reader to do: fenced blocks that begin with a language and a
 * name.
 */
public final class HowToPage {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+ (\\w+)\n(.*?)^```$");

  private final Map<String, List<String>> blocks = new LinkedHashMap<>();
  private final Set<String> unused = new TreeSet<>();

  private HowToPage() {}

  /** Reads the page. */
  public static HowToPage read(Path file) throws IOException {
    HowToPage page = new HowToPage();
    Matcher matcher = BLOCK.matcher(Files.readString(file));
    while (matcher.find()) {
      page.blocks.put(matcher.group(1), matcher.group(2).lines().toList());
    }
    page.unused.addAll(page.blocks.keySet());
    return page;
  }

  /** The page that tells how to watch the adapter on each server. */
  public static HowToPage observe() {
    return named("observe.md");
  }

  /** The page that tells how to sign in with a token on each server. */
  public static HowToPage tokens() {
    return named("tokens.md");
  }

  private static HowToPage named(String file) {
    try {
      return read(Path.of(System.getProperty("smtp-ra.docs"), "how-to", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a block as they are on the page. */
  public List<String> block(String name) {
    List<String> lines = blocks.get(name);
    if (lines == null) {
      throw new AssertionError("the page has no block " + name + ", only " + blocks.keySet());
    }
    unused.remove(name);
    return lines;
  }

  /** The lines of a block with the reader's values filled in. */
  public List<String> block(String name, Map<String, String> values) {
    return block(name).stream().map(line -> filledIn(line, values)).toList();
  }

  private static String filledIn(String line, Map<String, String> values) {
    String result = line;
    for (Map.Entry<String, String> value : values.entrySet()) {
      result = result.replace("${" + value.getKey() + "}", value.getValue());
    }
    if (result.contains("${smtp.")) {
      throw new AssertionError("no value for " + result);
    }
    return result;
  }

  /** The blocks that nobody asked for. */
  public Set<String> unused() {
    return unused;
  }
}
