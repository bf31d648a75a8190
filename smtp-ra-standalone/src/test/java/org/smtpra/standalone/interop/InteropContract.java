package org.smtpra.standalone.interop;

/** Every scenario. A subclass says on which server. */
abstract class InteropContract extends OneServer
    implements SignInScenarios,
        CertificateScenarios,
        ContentScenarios,
        RecipientScenarios,
        SessionScenarios,
        BatchScenarios,
        SizeScenarios {}
