/** Catches errors while a screen is drawn, so that one failed screen does not end the session. */
import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  onFault(error: unknown): void;
}

export class FaultBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFault(error);
  }

  override render(): ReactNode {
    return this.state.broken ? null : this.props.children;
  }
}
