/** Catches errors while a screen is drawn, so that one failed screen does not end the session. */
import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** The name of the screen. After a fault, another screen is drawn in the same boxes, because creating boxes is expensive. */
  screen: string;
  onFault(error: unknown): void;
}

export class FaultBoundary extends Component<Props, { broken: boolean; screen: string }> {
  override state = { broken: false, screen: this.props.screen };

  static getDerivedStateFromError = () => ({ broken: true });

  static getDerivedStateFromProps = ({ screen }: Props, state: { screen: string }) =>
    screen === state.screen ? null : { broken: false, screen };

  override componentDidCatch(error: unknown): void {
    this.props.onFault(error);
  }

  override render(): ReactNode {
    return this.state.broken ? null : this.props.children;
  }
}
