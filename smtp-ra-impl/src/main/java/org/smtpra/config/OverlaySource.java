package org.smtpra.config;

import java.util.Optional;

/** Where the overlay's values come from. */
interface OverlaySource {

  /**
   * Looks a value up, as it is now.
   *
   * @param key the full key
   * @return nothing where no source has it
   * @throws RuntimeException if a source has a value that cannot be had
   */
  Optional<String> value(String key);

  /** All keys that the sources tell of; some, such as environment variables, tell of none. */
  Iterable<String> keys();
}
