/** The lab as somebody outside sees it: through sockets and files. */
@NullMarked
package dev.unmask.lab;

import org.jspecify.annotations.NullMarked;
