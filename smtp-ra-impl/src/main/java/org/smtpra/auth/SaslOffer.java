package org.smtpra.auth;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sign-in may choose from.
 *
 * @param offered the names of the mechanisms that the server offers, in any case
 * @param allowed the names that the administrator allows, in any case; empty allows all
 * @param binding what ties the sign-in to the TLS session; nothing without TLS, or where nothing
 *     can
 */
public record SaslOffer(
    Set<String> offered, Set<String> allowed, Optional<ChannelBinding> binding) {

  public SaslOffer {
    offered = upperCase(offered);
    allowed = upperCase(allowed);
  }

  /**
   * An offer without anything to tie a sign-in to.
   *
   * @param offered names from the server
   * @param allowed names from the configuration; empty allows all
   * @return the offer
   */
  public static SaslOffer of(Collection<String> offered, Collection<String> allowed) {
    return new SaslOffer(Set.copyOf(offered), Set.copyOf(allowed), Optional.empty());
  }

  /**
   * The same offer in a TLS session.
   *
   * @param known what ties a sign-in to it
   * @return a new offer
   */
  public SaslOffer in(Optional<ChannelBinding> known) {
    return new SaslOffer(offered, allowed, known);
  }

  /** The first of ours that both sides speak and the administrator allows. */
  Optional<String> firstInCommon(List<String> ours) {
    return ours.stream().filter(offered::contains).filter(this::allows).findFirst();
  }

  boolean allows(String name) {
    return allowed.isEmpty() || allowed.contains(name);
  }

  /** Whether the administrator wants it, and not just lets it be. */
  boolean names(String name) {
    return allowed.contains(name);
  }

  private static Set<String> upperCase(Collection<String> names) {
    return names.stream()
        .map(name -> name.strip().toUpperCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
