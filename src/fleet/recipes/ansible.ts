/** Ansible: a role that copies the program, measures, fetches the result and deletes everything again, and a playbook. */
import { checkFiles } from './check-script.ts';
import type { Recipe, RecipeInput } from './recipe.ts';

export function ansibleRecipe(input: RecipeInput): Recipe {
  return {
    files: [
      ...checkFiles(input, 'roles/gitpod_doctor/files/'),
      { path: 'playbook.yml', text: PLAYBOOK },
      { path: 'roles/gitpod_doctor/defaults/main.yml', text: DEFAULTS },
      { path: 'roles/gitpod_doctor/meta/main.yml', text: META },
      { path: 'roles/gitpod_doctor/tasks/main.yml', text: TASKS },
      // Creates the folder, and keeps the private results out of a repository.
      { path: 'results/.gitignore', text: '*\n' },
    ],
    next: 'put gitpod-doctor-linux-x64 and -arm64 into roles/gitpod_doctor/files, then: ansible-playbook -i YOUR-INVENTORY playbook.yml',
  };
}

/** YAML contains no value of the user, because Jinja would interpret it. The values are in files that are copied unchanged. */
const DEFAULTS = `---
# A folder of the machine in which programs may be started. It is made, and deleted at the end.
gitpod_doctor_folder: "~/.gitpod-doctor-run"
# Measuring needs no rights. With true it runs as root, as services of the machine do.
gitpod_doctor_become: false
# Where the results go on this machine; the folder has to exist.
gitpod_doctor_results: "{{ playbook_dir }}/results"
# Seconds after which a machine is given up.
gitpod_doctor_seconds: 300
`;

const META = `---
galaxy_info:
  author: gitpod-doctor
  description: Measures what Gitpod (Ona) needs to reach
  license: MIT
  min_ansible_version: "2.12"
  platforms:
    - name: GenericLinux
      versions: [all]
dependencies: []
`;

const TASKS = `---
# The result takes its place. Where none comes, fleet collect names the machine.
- name: Note that nothing came yet
  ansible.builtin.copy:
    content: '{{ {"InstanceId": inventory_hostname, "Status": "nothing came back", "StandardOutputContent": ""} | to_json }}'
    dest: "{{ gitpod_doctor_results }}/{{ inventory_hostname }}.txt"
    mode: "0600"
  delegate_to: localhost
  become: false
  when: not ansible_check_mode

- name: Ask for the architecture
  ansible.builtin.command: uname -m
  register: gitpod_doctor_machine
  changed_when: false
  check_mode: false

- name: Measure and clean up
  become: "{{ gitpod_doctor_become }}"
  block:
    - name: Make a folder
      ansible.builtin.file:
        path: "{{ gitpod_doctor_folder }}"
        state: directory
        mode: "0700"

    - name: Copy the program and what it is to measure
      ansible.builtin.copy:
        src: "{{ item.from }}"
        dest: "{{ gitpod_doctor_folder }}/{{ item.to }}"
        mode: "{{ item.mode }}"
      loop:
        - from: "gitpod-doctor-linux-{{ 'arm64' if gitpod_doctor_machine.stdout in ['aarch64', 'arm64'] else 'x64' }}"
          to: gitpod-doctor
          mode: "0700"
        - {from: check.sh, to: check.sh, mode: "0600"}
        - {from: profile.json, to: profile.json, mode: "0600"}
      loop_control:
        label: "{{ item.to }}"
      when: not ansible_check_mode

    - name: Measure
      ansible.builtin.command: sh {{ gitpod_doctor_folder }}/check.sh
      environment:
        PLACE: "{{ inventory_hostname }}"
      register: gitpod_doctor_result
      changed_when: false
      # 1: a check failed. 3: one is inconclusive. Both are results.
      failed_when: gitpod_doctor_result.rc not in [0, 1, 3]
      timeout: "{{ gitpod_doctor_seconds }}"
      when: not ansible_check_mode

    - name: Bring the result back
      ansible.builtin.copy:
        content: "{{ gitpod_doctor_result.stdout }}\\n"
        dest: "{{ gitpod_doctor_results }}/{{ inventory_hostname }}.txt"
        mode: "0600"
      delegate_to: localhost
      become: false
      when: not ansible_check_mode

  always:
    - name: Delete the folder
      ansible.builtin.file:
        path: "{{ gitpod_doctor_folder }}"
        state: absent
`;

const PLAYBOOK = `---
- name: Measure what Gitpod (Ona) needs to reach
  hosts: all
  gather_facts: false
  # All machines at their own pace, so that a slow one keeps no other waiting.
  strategy: free
  roles:
    - gitpod_doctor
`;
