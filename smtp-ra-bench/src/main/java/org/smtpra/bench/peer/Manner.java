package org.smtpra.bench.peer;

import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;

/** How a sender goes about its work, and so which workloads tell something of it. */
enum Manner {
  /** The limit, ours and the best that Jakarta Mail can be made to: always measured. */
  LEADING,
  /** Keeps its sessions, and sends message by message. */
  POOLED,
  /** Sends several messages a call. */
  BATCH,
  /** Connects for each message. */
  EACH,
  /** Opens a TLS session for each message. */
  TLS_EACH;

  private static final int USUAL_CALLERS = 8;
  private static final int MANY_CALLERS = 1000;

  boolean measures(Workload workload) {
    boolean sessions = ofSessions(workload);
    return switch (this) {
      case LEADING -> true;
      case POOLED -> !sessions && workload.callers() <= MANY_CALLERS;
      case BATCH ->
          !sessions
              && workload.octets() == Workloads.SMALL
              && workload.recipients() == 1
              && workload.callers() == workload.sessions();
      case EACH -> workload.recipients() == 1 && (sessions || workload.callers() == USUAL_CALLERS);
      case TLS_EACH -> sessions;
    };
  }

  /** The workloads that ask what a new TLS session costs. */
  private static boolean ofSessions(Workload workload) {
    return workload.tls() && workload.callers() == 1;
  }
}
