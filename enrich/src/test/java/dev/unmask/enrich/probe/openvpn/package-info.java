/** The grammar of OpenVPN's resets. */
@NullMarked
package dev.unmask.enrich.probe.openvpn;

import org.jspecify.annotations.NullMarked;
