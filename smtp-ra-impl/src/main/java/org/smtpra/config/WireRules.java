package org.smtpra.config;

import java.util.List;

/**
 * How the wire is used.
 *
 * @param pipelining how many commands may be under way at once
 * @param pipelineData when DATA joins several recipients
 * @param chunking when content goes by BDAT
 * @param ehloIgnore EHLO keywords to treat as not offered, in upper case
 */
public record WireRules(
    Pipelining pipelining, PipelineData pipelineData, Chunking chunking, List<String> ehloIgnore) {

  /** Copies the list. */
  public WireRules {
    ehloIgnore = List.copyOf(ehloIgnore);
  }
}
