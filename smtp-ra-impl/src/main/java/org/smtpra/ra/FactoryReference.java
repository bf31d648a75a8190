package org.smtpra.ra;

import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.spi.NamingManager;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpConnectionFactory;

/** Finds the connection factory that a serialized one stands for. */
final class FactoryReference {

  private FactoryReference() {}

  static SmtpConnectionFactory resolve(@Nullable Reference reference) throws NamingException {
    if (reference == null) {
      throw new NamingException("the serialized connection factory was not bound in JNDI");
    }
    Object found;
    try {
      found = NamingManager.getObjectInstance(reference, null, null, null);
    } catch (NamingException e) {
      throw e;
    } catch (Exception e) {
      NamingException failure = new NamingException("cannot resolve " + reference);
      failure.initCause(e);
      throw failure;
    }
    if (found instanceof SmtpConnectionFactory factory) {
      return factory;
    }
    throw new NamingException(reference + " does not lead to an SmtpConnectionFactory");
  }
}
