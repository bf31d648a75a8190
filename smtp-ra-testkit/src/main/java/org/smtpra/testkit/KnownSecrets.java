package org.smtpra.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The passwords and tokens that test servers of this process take. They are known to the whole
 * process, because what leaks one does so anywhere. Thread safe.
 */
public final class KnownSecrets {

  private static final Set<String> ALL = ConcurrentHashMap.newKeySet();

  /** What ordinary text may contain by chance is no secret that could be found in it. */
  private static final Pattern ORDINARY = Pattern.compile("[a-z]*|.{0,5}", Pattern.DOTALL);

  /** The first octets of every signed token. */
  private static final String SIGNED_TOKEN = "eyJ";

  private static final int LEAST_ENCODED = 8;

  private KnownSecrets() {}

  /** From now on nobody may show this. */
  public static void add(String secret) {
    if (ORDINARY.matcher(secret).matches()) {
      return;
    }
    ALL.add(secret);
    ALL.add(URLEncoder.encode(secret, StandardCharsets.UTF_8)); // as a form carries it
    for (int before = 0; before < 3; before++) {
      String encoded = encodedBehind(before, secret);
      if (encoded.length() >= LEAST_ENCODED) {
        ALL.add(encoded);
      }
    }
  }

  /** As it stands in the middle of something encoded, such as the response of PLAIN. */
  private static String encodedBehind(int octets, String secret) {
    byte[] text = secret.getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[octets + text.length];
    System.arraycopy(text, 0, whole, octets, text.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(whole);
    int first = (octets * 8 + 5) / 6;
    int last = whole.length * 8 / 6;
    return encoded.substring(first, last);
  }

  /** One that this text shows. */
  public static Optional<String> shownIn(String text) {
    return text.contains(SIGNED_TOKEN)
        ? Optional.of(SIGNED_TOKEN)
        : ALL.stream().filter(text::contains).findFirst();
  }
}
