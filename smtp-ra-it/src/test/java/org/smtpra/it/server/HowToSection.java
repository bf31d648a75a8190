package org.smtpra.it.server;

import java.util.Locale;

/**
 * A section of a page of docs/how-to, to which the reason for an exemption sends its reader.
 *
 * @param page name of the page, without the suffix
 * @param heading the section's heading
 */
public record HowToSection(String page, String heading) {

  /** The reason, and a link to this section as a page of docs/reference has it. */
  public String explains(String reason) {
    String anchor = heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    return reason + " See [" + heading + "](../how-to/" + page + ".md#" + anchor + ").";
  }
}
