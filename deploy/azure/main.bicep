// A storage account for the cluster's state and a Kubernetes cluster for its processes, in one network.
// AKS and not Container Apps, because silos call each other by address and port, and need a rollout that keeps a
// number of them running.
targetScope = 'resourceGroup'

@description('Where everything is made.')
param location string = resourceGroup().location

@description('Names the resources; lower case letters and digits.')
@minLength(3)
@maxLength(11)
param name string = 'customize'

@description('Size of the nodes. A silo and a gateway of ../kubernetes ask for 1.5 processors and 1.5 GiB.')
param nodeSize string = 'Standard_D4s_v5'

@description('Fewest nodes; three, so that each zone has one.')
@minValue(3)
param nodesMin int = 3

@description('Most nodes.')
param nodesMax int = 6

var suffix = uniqueString(resourceGroup().id)

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.80.0.0/16'] }
    subnets: [
      {
        name: 'nodes'
        properties: {
          addressPrefix: '10.80.0.0/20'
          serviceEndpoints: [{ service: 'Microsoft.Storage' }]
        }
      }
    ]
  }
}

// Entities, reminders and membership are tables; definitions and diagrams are blobs.
resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${name}${suffix}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    // The processes are given a connection string, which has the key in it.
    allowSharedKeyAccess: true
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [{ id: '${network.id}/subnets/nodes' }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 14 }
    containerDeleteRetentionPolicy: { enabled: true, days: 14 }
  }
}

resource kubernetes 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: '${name}-kubernetes'
  location: location
  identity: { type: 'SystemAssigned' }
  sku: { name: 'Base', tier: 'Standard' }
  properties: {
    dnsPrefix: name
    autoUpgradeProfile: { upgradeChannel: 'patch' }
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      // Without an engine the network policies of ../kubernetes would be ignored.
      networkPolicy: 'cilium'
      networkDataplane: 'cilium'
    }
    agentPoolProfiles: [
      {
        name: 'nodes'
        mode: 'System'
        osType: 'Linux'
        vmSize: nodeSize
        count: nodesMin
        minCount: nodesMin
        maxCount: nodesMax
        enableAutoScaling: true
        availabilityZones: ['1', '2', '3']
        vnetSubnetID: '${network.id}/subnets/nodes'
        upgradeSettings: { maxSurge: '1' }
      }
    ]
  }
}

// Joining the subnet is the cluster's own right: Network Contributor on this network only.
resource joins 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: network
  name: guid(network.id, kubernetes.id, 'network')
  properties: {
    principalId: kubernetes.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions', '4d97b98b-1d4f-4787-a291-c67834d212e7')
  }
}

@description('Name of the account, for az storage account show-connection-string; the key is no output.')
output storageAccount string = storage.name

@description('Name of the cluster, for az aks get-credentials.')
output cluster string = kubernetes.name
