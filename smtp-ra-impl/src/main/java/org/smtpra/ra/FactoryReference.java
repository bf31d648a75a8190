package org.smtpra.ra;

import javax.naming.InitialContext;
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
      found = find(reference);
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

  /**
   * WildFly's reference names no object factory, and has the JNDI name where the class name should
   * be; the name is the server's own, so looking it up follows nobody's input.
   */
  @SuppressWarnings("BanJNDI")
  private static Object find(Reference reference) throws Exception {
    return reference.getFactoryClassName() == null && reference.size() == 0
        ? InitialContext.doLookup(reference.getClassName())
        : NamingManager.getObjectInstance(reference, null, null, null);
  }
}
