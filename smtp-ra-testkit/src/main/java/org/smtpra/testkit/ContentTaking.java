package org.smtpra.testkit;

import java.util.EnumSet;
import java.util.Set;

/**
 * How the server takes content.
 *
 * @param ends what ends the content of DATA, the true end included
 * @param withoutEnd whether it keeps a message whose connection ended within the content
 */
record ContentTaking(Set<EndOfContent> ends, boolean withoutEnd) {

  ContentTaking {
    EnumSet<EndOfContent> all = EnumSet.of(EndOfContent.CRLF_DOT_CRLF);
    all.addAll(ends);
    ends = Set.copyOf(all);
  }
}
