/** nodemailer, which runs in Node.js. */
@NullMarked
package org.smtpra.bench.node;

import org.jspecify.annotations.NullMarked;
